package workbook.kit.cli;

import java.nio.file.Path;
import java.util.List;
import workbook.kit.catalog.ExerciseInfo;
import workbook.kit.catalog.Hints;
import workbook.kit.catalog.Hints.Hint;
import workbook.kit.console.Markdown;
import workbook.kit.console.Terminal;
import workbook.kit.files.Disk;

/** Shows hints, each time one level further, and after the last one the first again. */
record HintLadder(Desk desk) {

  /** The next level for this exercise. */
  void show(ExerciseInfo exercise) {
    List<Hint> hints = Hints.of(exercise);
    if (hints.isEmpty()) {
      throw new Refusal("There are no hints for " + exercise.id() + ".");
    }
    // A file an exercise: nothing to parse, nothing to lose.
    Path seen = desk.kept().resolve("hints").resolve(exercise.id());
    String before = Disk.read(seen);
    int level = before.matches("\\d") ? Integer.parseInt(before) % hints.size() + 1 : 1;
    Disk.write(seen, Integer.toString(level));
    Hint hint = hints.get(level - 1);
    String heading =
        "%s, hint %d of %d: %s".formatted(exercise.id(), level, hints.size(), hint.heading());
    Terminal terminal = desk.terminal();
    terminal.line();
    terminal.line(terminal.bold(heading));
    new Markdown(terminal).show(2, hint.text());
    int left = hints.size() - level;
    if (left > 0) {
      terminal.line(left + " more: ask again.");
    } else {
      terminal.line("That was the last one; the next call shows the first again. The solution:");
      terminal.line("  ./workbook solution " + exercise.id() + " --give-up");
    }
  }
}
