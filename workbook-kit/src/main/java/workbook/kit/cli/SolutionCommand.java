package workbook.kit.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workbook.kit.catalog.ExerciseInfo;
import workbook.kit.catalog.Scenario;
import workbook.kit.console.Terminal;
import workbook.kit.files.Disk;

/** Shows the reference solution. */
@Command(
    name = "solution",
    mixinStandardHelpOptions = true,
    description = "Shows the reference solution of an exercise that you have solved.")
final class SolutionCommand implements Runnable {

  private final Desk desk;

  @Parameters(paramLabel = "id", description = "For instance 3.01.")
  private String id;

  @Option(names = "--give-up", description = "Show it although the exercise is not solved.")
  private boolean giveUp;

  SolutionCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    ExerciseInfo exercise = desk.exercise(id);
    if (!giveUp && !desk.result(exercise).passed()) {
      throw new Refusal(
          "%s is not solved yet. There are hints: ./workbook hint %s - or, if you must: ./workbook solution %s --give-up"
              .formatted(exercise.id(), exercise.id(), exercise.id()));
    }
    Terminal terminal = desk.terminal();
    Path solution = exercise.pathIn(exercise.scenario().solutions());
    terminal.line("// " + desk.top().relativize(solution));
    Disk.lines(solution).forEach(terminal::line);
    for (Scenario.Variant other : exercise.scenario().alternatives(exercise.id())) {
      Path path = exercise.pathIn(other.sources());
      terminal.line("Another way, " + other.name() + ": " + desk.top().relativize(path));
    }
  }
}
