package workbook.kit.cli;

import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import workbook.kit.console.Terminal;

/** Says in a sentence or two why a command could not do what it was asked for. */
record Trouble(Terminal terminal)
    implements CommandLine.IParameterExceptionHandler, CommandLine.IExecutionExceptionHandler {

  @Override
  public int handleParseException(ParameterException problem, String[] arguments) {
    if (problem instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
      terminal.line("Not understood: " + String.join(" ", unmatched.getUnmatched()));
      unmatched.getSuggestions().stream()
          .limit(1)
          .forEach(command -> terminal.line("Did you mean: ./workbook " + command));
    } else {
      terminal.wrapped(0, problem.getMessage());
    }
    String command = problem.getCommandLine().getCommandSpec().qualifiedName();
    terminal.line("Help: ./" + command + " --help");
    return ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(
      Exception exception, CommandLine command, ParseResult arguments) throws Exception {
    if (exception instanceof Refusal refusal) {
      terminal.wrapped(0, refusal.getMessage());
      return refusal.exitCode();
    }
    if (exception instanceof UncheckedIOException io) {
      terminal.wrapped(0, "A file cannot be read or written. " + io.getCause());
      return ExitCode.SOFTWARE;
    }
    throw exception;
  }
}
