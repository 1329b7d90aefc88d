package workbook.kit.cli;

import workbook.kit.catalog.ExerciseInfo;
import workbook.kit.catalog.Scenario;
import workbook.kit.console.Terminal;
import workbook.kit.results.ExerciseResult;

/** Shows all exercises. */
record ExerciseList(Desk desk) {

  void show() {
    if (desk.catalog().exercises().isEmpty()) {
      desk.terminal().line("There are no exercises here yet.");
    }
    for (Scenario scenario : desk.catalog().scenarios()) {
      desk.report().bar(desk.progress(), scenario);
      desk.catalog().exercises(scenario).forEach(this::line);
    }
  }

  private void line(ExerciseInfo exercise) {
    Terminal terminal = desk.terminal();
    ExerciseResult result = desk.progress().result(exercise);
    String status = result.tests().isEmpty() ? "not run" : result.status();
    String tail =
        "  %3d min  %3d points  %s".formatted(exercise.minutes(), exercise.points(), status);
    int room = Math.max(12, Math.min(44, terminal.width() - 4 - tail.length()));
    String head = terminal.cut(exercise.id() + "  " + exercise.title(), room);
    terminal.line("  " + mark(result) + " " + head + " ".repeat(room - head.length()) + tail);
  }

  private String mark(ExerciseResult result) {
    return switch (result.status()) {
      case "passed" -> desk.terminal().green("✓");
      case "unsolved" -> "·";
      default -> desk.terminal().red("✗");
    };
  }
}
