package workbook.kit.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

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
    var file = exercise.scenario().hints(exercise.id());
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      return parse(Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
