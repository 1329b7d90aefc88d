package workbook.kit.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import workbook.kit.catalog.ExerciseInfo;
import workbook.kit.catalog.Hints;
import workbook.kit.catalog.Hints.Hint;

/** Shows the next hint. */
@Command(
    name = "hint",
    mixinStandardHelpOptions = true,
    description = "Shows a hint; each call goes one level further.")
final class HintCommand implements Runnable {

  private final Desk desk;

  @Parameters(arity = "0..1", paramLabel = "id", description = "For instance 3.01; else the next.")
  private String id;

  HintCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    show(
        id == null
            ? desk.next().orElseThrow(() -> new Refusal("All exercises are solved."))
            : desk.exercise(id));
  }

  /** The next level for this exercise; after the last one, the last again. */
  void show(ExerciseInfo exercise) {
    List<Hint> hints = Hints.of(exercise);
    if (hints.isEmpty()) {
      throw new Refusal("There are no hints for " + exercise.id() + ".");
    }
    Keepsakes kept = new Keepsakes(desk.top());
    int level = Math.min(kept.hintsSeen(exercise.id()) + 1, hints.size());
    kept.hintsSeen(exercise.id(), level);
    Hint hint = hints.get(level - 1);
    desk.terminal().line();
    desk.terminal()
        .line(
            desk.terminal()
                .bold(
                    "%s, hint %d of %d: %s"
                        .formatted(exercise.id(), level, hints.size(), hint.heading())));
    desk.terminal().wrapped(2, hint.text());
    int left = hints.size() - level;
    desk.terminal()
        .line(
            left == 0
                ? "That was the last one. The solution: ./workbook solution %s --give-up"
                    .formatted(exercise.id())
                : left + " more: ask again.");
  }
}
