package workbook.kit.cli;

import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import workbook.kit.console.Terminal;

/** The companion's commands. Exit codes: 0 done, 1 not solved or not in order, 2 wrong usage. */
@Command(
    name = "workbook",
    mixinStandardHelpOptions = true,
    version = "workbook 1.0",
    description = "Helps you through the exercises. Start with: ./workbook watch",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ListCommand.class,
      RunCommand.class,
      WatchCommand.class,
      HintCommand.class,
      SolutionCommand.class,
      ResetCommand.class,
      ChecklistCommand.class,
      DoctorCommand.class,
      ProveCommand.class
    })
public final class Workbook implements Runnable {

  private final Desk desk;
  private CommandLine commands;

  private Workbook(Desk desk) {
    this.desk = desk;
  }

  /**
   * Runs one command and ends the JVM with its exit code.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    Path top = Path.of(System.getProperty("workbook.top", "")).toAbsolutePath();
    System.exit(commands(new Desk(top, Terminal.ofProcess())).execute(args));
  }

  /** The commands, ready to execute. */
  static CommandLine commands(Desk desk) {
    Workbook workbook = new Workbook(desk);
    CommandLine commands = new CommandLine(workbook, new Factory(desk));
    commands.setExecutionExceptionHandler(
        (exception, command, parsed) -> {
          if (exception instanceof Refusal || exception instanceof IllegalArgumentException) {
            desk.terminal().wrapped(0, exception.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
          }
          throw exception;
        });
    commands.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            desk.terminal().hasColours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
    workbook.commands = commands;
    return commands;
  }

  @Override
  public void run() {
    commands.usage(System.out);
  }

  Desk desk() {
    return desk;
  }

  /** Gives every command its desk. */
  private record Factory(Desk desk) implements CommandLine.IFactory {

    @Override
    public <K> K create(Class<K> type) throws Exception {
      try {
        return type.getDeclaredConstructor(Desk.class).newInstance(desk);
      } catch (NoSuchMethodException e) {
        return CommandLine.defaultFactory().create(type);
      }
    }
  }
}
