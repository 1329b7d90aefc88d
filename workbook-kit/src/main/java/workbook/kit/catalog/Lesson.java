package workbook.kit.catalog;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import workbook.kit.files.Disk;

/** The sections of a scenario's lesson that belong to exercises. */
public final class Lesson {

  private final Path file;
  private final List<String> headings;

  private Lesson(Path file, List<String> headings) {
    this.file = file;
    this.headings = headings;
  }

  /** Reads a scenario's lesson; without a file it has no sections. */
  public static Lesson of(Scenario scenario) {
    return new Lesson(
        scenario.lesson(),
        Disk.lines(scenario.lesson()).stream().filter(line -> line.startsWith("#")).toList());
  }

  /** Where the exercise's section stands among the headings; -1 if it has none. */
  public int position(String exerciseId) {
    for (int i = 0; i < headings.size(); i++) {
      if (text(headings.get(i))
          .matches("(Exercise )?" + exerciseId.replace(".", "\\.") + "\\b.*")) {
        return i;
      }
    }
    return -1;
  }

  /** The file and anchor of the exercise's section, relative to the workbook. */
  public Optional<String> link(String exerciseId) {
    int position = position(exerciseId);
    return position < 0
        ? Optional.empty()
        : Optional.of(
            file.getParent().getFileName()
                + "/"
                + file.getFileName()
                + "#"
                + anchor(text(headings.get(position))));
  }

  static String text(String heading) {
    return heading.replaceFirst("^#+\\s*", "").strip();
  }

  /** As the code host makes it: lower case, no punctuation, hyphens for blanks. */
  static String anchor(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", "").replace(' ', '-');
  }
}
