package workbook.kit.cli;

import workbook.kit.catalog.ExerciseInfo;
import workbook.kit.catalog.Scenario;
import workbook.kit.console.Terminal;
import workbook.kit.results.ExerciseResult;

/** Shows all exercises. */
record ExerciseList(Desk desk) {

  /** The columns of the mark, the minutes, the points and the status. */
  private static final int WITHOUT_TITLE = 32;

  void show() {
    if (desk.catalog().exercises().isEmpty()) {
      desk.terminal().line("There are no exercises here yet.");
    }
    for (Scenario scenario : desk.catalog().scenarios()) {
      desk.report().bar(desk.progress(), scenario);
      desk.catalog().exercises(scenario).forEach(this::line);
    }
    desk.catalog().exercises().stream()
        .filter(exercise -> desk.progress().result(exercise).isChanged())
        .findFirst()
        .ifPresent(this::explain);
  }

  private void explain(ExerciseInfo changed) {
    desk.report().say("changed: its file or its tests, since the last run. Run it again:");
    desk.terminal().line("  ./workbook run " + changed.id());
  }

  private void line(ExerciseInfo exercise) {
    Terminal terminal = desk.terminal();
    ExerciseResult result = desk.progress().result(exercise);
    String tail =
        "  %2d min  %2d points  %s"
            .formatted(exercise.minutes(), exercise.points(), result.standing());
    int room = Math.max(12, Math.min(48, terminal.width() - WITHOUT_TITLE));
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
