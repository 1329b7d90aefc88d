package workbook.kit.catalog;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.kit.files.Disk;

/**
 * {@code checklist.md}: what a learner can do, and which exercises prove it.
 *
 * @param text in Markdown
 */
public record Checklist(String text) {

  /** The key of an item; its further lines are indented. */
  private static final Pattern ITEM = Pattern.compile("(?m)^- \\[ ] `([\\w-]+)`.*(?:\\R  .*)*");

  private static final Pattern ID = Pattern.compile("\\b\\d\\.\\d\\d\\b");
  private static final String PLANNED = "planned:";

  /** Reads the list of a workbook. */
  public static Checklist of(Path top) {
    return new Checklist(Disk.read(top.resolve("checklist.md")));
  }

  /** The items in order. */
  public List<Item> items() {
    return ITEM.matcher(text).results().map(Checklist::item).toList();
  }

  /** The list in Markdown with some items ticked; it keeps the breaks within an item. */
  public String ticked(Predicate<Item> proven) {
    return ITEM.matcher(text).replaceAll(found -> ticked(item(found), proven));
  }

  private static String ticked(Item item, Predicate<Item> proven) {
    String text = proven.test(item) ? item.text().replaceFirst("\\[ ]", "[x]") : item.text();
    return Matcher.quoteReplacement(text.replaceAll("(?=\\R)", "\\\\"));
  }

  private static Item item(MatchResult found) {
    String[] parts = (found.group() + PLANNED).split(PLANNED, 2);
    return new Item(found.group(1), ids(parts[0]), ids(parts[1]), found.group());
  }

  private static List<String> ids(String text) {
    return ID.matcher(text).results().map(MatchResult::group).toList();
  }

  /**
   * One item.
   *
   * @param exercises the ids of the exercises that prove it
   * @param planned the ids of exercises that do not exist yet
   * @param text all of it
   */
  public record Item(String key, List<String> exercises, List<String> planned, String text) {}
}
