package workbook.kit.catalog;

import java.util.List;
import java.util.regex.Pattern;
import workbook.kit.files.Disk;

/** The hints of an exercise, from a question to nearly the answer. */
public final class Hints {

  /** The headings, in order; each is a level. */
  public static final List<String> LEVELS = List.of("Ask yourself", "Look at", "Nearly there");

  /** The heading of a level, and what stands below it up to the next. */
  private static final Pattern LEVEL =
      Pattern.compile(
          "(?ms)^#+ (%1$s)\\s*?$(.*?)(?=^#+ (?:%1$s)\\s*?$|\\z)"
              .formatted(String.join("|", LEVELS)));

  private Hints() {}

  /**
   * The texts that are there, each with its heading.
   *
   * @return empty if the exercise has no file of hints
   */
  public static List<Hint> of(ExerciseInfo exercise) {
    return LEVEL
        .matcher(Disk.read(exercise.scenario().hints(exercise.id())))
        .results()
        .map(level -> new Hint(level.group(1), withoutBlankLines(level.group(2))))
        .toList();
  }

  /** Before and after it; a text may begin with indented code. */
  private static String withoutBlankLines(String text) {
    return text.replaceFirst("^\\R+", "").stripTrailing();
  }

  /**
   * One level.
   *
   * @param text in Markdown
   */
  public record Hint(String heading, String text) {}
}
