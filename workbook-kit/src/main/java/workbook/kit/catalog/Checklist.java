package workbook.kit.catalog;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workbook.kit.files.Disk;

/** {@code checklist.md}: what a learner can do, and which exercises prove it. */
public final class Checklist {

  private static final Pattern ITEM = Pattern.compile("^- \\[ ] `([\\w-]+)`.*");
  private static final Pattern ID = Pattern.compile("\\b\\d\\.\\d\\d\\b");
  private static final String PLANNED = "planned:";

  private final List<String> lines;

  private Checklist(List<String> lines) {
    this.lines = lines;
  }

  /** Reads the list of a workbook. */
  public static Checklist of(Path top) {
    return new Checklist(Disk.lines(top.resolve("checklist.md")));
  }

  /** The items in order. */
  public List<Item> items() {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Matcher item = ITEM.matcher(lines.get(i));
      if (item.matches()) {
        items.add(item(item.group(1), i));
      }
    }
    return items;
  }

  /** The text of the list with some items ticked. */
  public List<String> ticked(Predicate<Item> proven) {
    List<String> text = new ArrayList<>(lines);
    for (Item item : items()) {
      if (proven.test(item)) {
        text.set(item.line(), text.get(item.line()).replaceFirst("\\[ ]", "[x]"));
      }
    }
    return text;
  }

  private Item item(String key, int line) {
    String whole =
        Stream.concat(
                Stream.of(lines.get(line)),
                lines.stream().skip(line + 1).takeWhile(more -> more.startsWith("  ")))
            .collect(Collectors.joining("\n"));
    String[] parts = (whole + PLANNED).split(PLANNED, 2);
    return new Item(key, line, ids(parts[0]), ids(parts[1]), whole);
  }

  private static List<String> ids(String text) {
    return ID.matcher(text).results().map(MatchResult::group).toList();
  }

  /**
   * One item.
   *
   * @param line where it stands, counted from 0
   * @param exercises the ids of the exercises that prove it
   * @param planned the ids of exercises that do not exist yet
   * @param text all of it
   */
  public record Item(
      String key, int line, List<String> exercises, List<String> planned, String text) {}
}
