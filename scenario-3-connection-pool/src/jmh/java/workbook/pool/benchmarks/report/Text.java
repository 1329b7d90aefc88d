package workbook.pool.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Numbers and Markdown for a reader. */
final class Text {

  private Text() {}

  /** With about three digits that mean something. */
  static String number(double value) {
    double size = Math.abs(value);
    String format =
        size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 || size == 0 ? "%.2f" : "%.3f";
    return String.format(Locale.ROOT, format, value);
  }

  static String times(double ratio) {
    return String.format(Locale.ROOT, ratio >= 10 ? "%.0fx" : "%.1fx", ratio);
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  /** A Markdown table: the first column to the left, the others to the right. */
  static String table(List<String> head, List<List<String>> rows) {
    String rule = "|---|" + "---:|".repeat(head.size() - 1);
    return row(head)
        + "\n"
        + rule
        + "\n"
        + rows.stream().map(Text::row).collect(Collectors.joining("\n"));
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }
}
