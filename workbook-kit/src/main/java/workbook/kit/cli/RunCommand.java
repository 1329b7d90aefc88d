package workbook.kit.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import workbook.kit.catalog.ExerciseInfo;
import workbook.kit.console.Terminal;
import workbook.kit.results.ExerciseResult;
import workbook.kit.run.Runner;

/** Runs one exercise. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Runs one exercise, or the next one. Ends with 0 if it passes.")
final class RunCommand implements Callable<Integer> {

  private final Desk desk;

  @Parameters(arity = "0..1", paramLabel = "id", description = "For instance 3.01.")
  private String id;

  RunCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    Terminal terminal = desk.terminal();
    if (id == null && desk.next().isEmpty()) {
      terminal.line("All exercises are solved.");
      return 0;
    }
    ExerciseInfo exercise = id == null ? desk.next().orElseThrow() : desk.exercise(id);
    try (Runner runner = desk.runner(exercise.scenario())) {
      ExerciseResult result = desk.attempt(runner, exercise);
      desk.report().verdict(exercise, result);
      return result.passed() ? 0 : 1;
    }
  }
}
