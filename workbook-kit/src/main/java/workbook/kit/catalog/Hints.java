package workbook.kit.catalog;

import java.util.ArrayList;
import java.util.List;
import workbook.kit.files.Disk;

/** The hints of an exercise, from a question to nearly the answer. */
public final class Hints {

  /** The headings, in order; each is a level. */
  public static final List<String> LEVELS = List.of("Ask yourself", "Look at", "Nearly there");

  private Hints() {}

  /**
   * The texts that are there, each with its heading.
   *
   * @return empty if the exercise has no file of hints
   */
  public static List<Hint> of(ExerciseInfo exercise) {
    return parse(Disk.lines(exercise.scenario().hints(exercise.id())));
  }

  private static List<Hint> parse(List<String> lines) {
    List<Hint> hints = new ArrayList<>();
    for (String line : lines) {
      String heading = line.replaceAll("^[#*\\s]+|[*\\s]+$", "");
      if (line.matches("[#*].*") && LEVELS.contains(heading)) {
        hints.add(new Hint(heading, ""));
      } else if (!hints.isEmpty()) {
        Hint last = hints.remove(hints.size() - 1);
        hints.add(new Hint(last.heading(), (last.text() + "\n" + line).strip()));
      }
    }
    return hints;
  }

  /** One level. */
  public record Hint(String heading, String text) {}
}
