package workbook.kit.catalog;

import java.util.ArrayList;
import java.util.List;
import workbook.kit.files.Disk;

/** The hints of an exercise, from a question to nearly the answer. */
public final class Hints {

  /** The headings, in order; each is a level. */
  public static final List<String> LEVELS = List.of("Ask yourself", "Look at", "Nearly there");

  /** What a line of code starts with. */
  private static final String CODE = "    ";

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
        hints.add(new Hint(last.heading(), joined(last.text(), line)));
      }
    }
    return hints.stream()
        .map(
            hint -> new Hint(hint.heading(), hint.text().replaceFirst("^\\n+", "").stripTrailing()))
        .toList();
  }

  /** Joins the lines of a paragraph, so that a console of any width can break them anew. */
  private static String joined(String text, String line) {
    String before = text.substring(text.lastIndexOf('\n') + 1);
    boolean goesOn =
        !before.isBlank()
            && !before.startsWith(CODE)
            && !line.isBlank()
            && !line.startsWith(CODE)
            && !line.matches("(- |\\d+\\. ).*");
    return goesOn ? text + " " + line.strip() : text + "\n" + line;
  }

  /** One level. */
  public record Hint(String heading, String text) {}
}
