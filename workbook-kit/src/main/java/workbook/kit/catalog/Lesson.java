package workbook.kit.catalog;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import workbook.kit.files.Disk;

/**
 * The sections of a scenario's lesson that belong to exercises.
 *
 * @param headings without their marks; none if there is no file
 */
public record Lesson(Path file, List<String> headings) {

  /** Reads a scenario's lesson. */
  public static Lesson of(Scenario scenario) {
    Stream<String> lines = Disk.lines(scenario.lesson()).stream();
    return new Lesson(
        scenario.lesson(), lines.filter(line -> line.startsWith("#")).map(Lesson::text).toList());
  }

  /** Where the exercise's section stands among the headings; -1 if it has none. */
  public int position(String exerciseId) {
    String section = "(Exercise )?" + Pattern.quote(exerciseId) + "\\b.*";
    return IntStream.range(0, headings.size())
        .filter(i -> headings.get(i).matches(section))
        .findFirst()
        .orElse(-1);
  }

  /** The file and anchor of the exercise's section, relative to the workbook. */
  public Optional<String> link(String exerciseId) {
    String path = Disk.below(file.getParent().getParent(), file);
    return Optional.of(position(exerciseId))
        .filter(position -> position >= 0)
        .map(position -> path + "#" + anchor(headings.get(position)));
  }

  static String text(String heading) {
    return heading.replaceFirst("^#+\\s*", "").strip();
  }

  /** As the code host makes it: lower case, no punctuation, hyphens for blanks. */
  static String anchor(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", "").replace(' ', '-');
  }
}
