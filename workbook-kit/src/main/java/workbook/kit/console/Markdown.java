package workbook.kit.console;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Shows the little of Markdown that hints and the checklist are written in: headings, lists, ticks,
 * code, emphasis, and {@code \} at the end of a line that the next one shall not be joined to.
 */
public record Markdown(Terminal terminal) {

  /** In a line: code, which keeps its quotes, or a text with emphasis, which loses its stars. */
  private static final String STYLED = "(`[^`]+`)|\\*{1,2}(\\S[^*]*)\\*{1,2}";

  /** What is never joined to the line before. */
  private static final String STARTS_ANEW = "\\s*|\\s*(#+|-|\\d+\\.) .*|" + Terminal.CODE + ".*";

  /** What the next line is never joined to. */
  private static final String STANDS_ALONE = "\\s*|#.*|.*\\\\|" + Terminal.CODE + ".*";

  /** Shows a text with this many blanks before each line. */
  public void show(int indent, String text) {
    terminal.wrapped(
        indent, paragraphs(text).stream().map(this::plain).collect(Collectors.joining("\n")));
  }

  /** Each paragraph in one line, and code indented, however it was marked. */
  private static List<String> paragraphs(String text) {
    List<String> paragraphs = new ArrayList<>();
    boolean fenced = false;
    for (String line : text.lines().toList()) {
      int end = paragraphs.size() - 1;
      String last = end < 0 ? "" : paragraphs.get(end);
      if (line.strip().startsWith("```")) {
        fenced = !fenced;
      } else if (fenced) {
        paragraphs.add(Terminal.CODE + line);
      } else if (last.matches(STANDS_ALONE) || line.matches(STARTS_ANEW)) {
        paragraphs.add(line);
      } else {
        paragraphs.set(end, last + " " + line.strip());
      }
    }
    return paragraphs;
  }

  private String plain(String line) {
    if (line.startsWith(Terminal.CODE)) {
      return line;
    }
    return line.replaceFirst("\\\\$", "")
        .replaceFirst("^#+ (.*)", terminal.bold("$1"))
        .replaceFirst("^- \\[x] ", terminal.green("✓") + " ")
        .replaceFirst("^- \\[ ] ", "· ")
        .replaceAll(STYLED, terminal.bold("$1$2"));
  }
}
