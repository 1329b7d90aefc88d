package workbook.kit.cli;

import picocli.CommandLine.Command;
import workbook.kit.catalog.ExerciseInfo;
import workbook.kit.catalog.Scenario;
import workbook.kit.console.Terminal;
import workbook.kit.results.ExerciseResult;
import workbook.kit.results.Results;

/** Shows all exercises. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Shows scenarios and exercises: status, minutes, points.")
final class ListCommand implements Runnable {

  private final Desk desk;

  ListCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    if (desk.scenarios().isEmpty()) {
      desk.terminal().line("There are no exercises here yet.");
    }
    desk.scenarios().forEach(this::scenario);
  }

  private void scenario(Scenario scenario) {
    Results results = desk.results(scenario);
    desk.report().progress(desk.exercises(scenario), results);
    for (ExerciseInfo exercise : desk.exercises(scenario)) {
      line(exercise, results.find(exercise.id()).orElseThrow());
    }
  }

  private void line(ExerciseInfo exercise, ExerciseResult result) {
    Terminal terminal = desk.terminal();
    String tail =
        "  %3d min  %3d points  %s"
            .formatted(
                exercise.minutes(),
                exercise.points(),
                result.tests().isEmpty() ? "not run" : result.status());
    String head = exercise.id() + "  " + exercise.title();
    int room = Math.max(12, Math.min(44, terminal.width() - 4 - tail.length()));
    terminal.line(
        "  "
            + mark(result)
            + " "
            + String.format("%-" + room + "s", terminal.cut(head, room))
            + tail);
  }

  private String mark(ExerciseResult result) {
    return switch (result.status()) {
      case "passed" -> desk.terminal().green("✓");
      case "unsolved" -> "·";
      default -> desk.terminal().red("✗");
    };
  }
}
