package workbook.kit.console;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where text goes.
 *
 * @param width how many characters fit into a line
 * @param colours whether colours may be used
 * @param unicode whether more than ASCII may be used
 */
public record Terminal(PrintStream out, int width, boolean colours, boolean unicode) {

  private static final int DEFAULT_WIDTH = 100;
  private static final int MIN_WIDTH = 30;
  private static final String STYLE = "\u001b\\[\\d+m";

  /** What hangs out at the start of a line: blanks, and perhaps a label, a bullet, a number. */
  private static final Pattern LEAD =
      Pattern.compile("\\s*(([a-z ]+:|(%1$s)?[-·✓✗](%1$s)?|\\d+\\.) +)?".formatted(STYLE));

  /** What fits into a number of columns, up to a blank; or a word that is too long for that. */
  private static final String FITTING = "((?:(?:%1$s)*+.){1,%2$d}(?:%1$s)*+|\\S+)(?: |$)";

  /** What a line of code starts with. */
  static final String CODE = "    ";

  private static final Map<String, String> ASCII =
      Map.of(
          "✓", "+", "✗", "x", "█", "#", "░", ".", "·", "-", "…", "...", "—", "-", "–", "-", "→",
          "->", "’", "'");

  /** Takes no place for narrower than prose can be. */
  public Terminal {
    width = Math.max(MIN_WIDTH, width);
  }

  /** The terminal of this process, or the file or IDE that reads its output. */
  public static Terminal ofProcess() {
    boolean unicode = detectUnicode();
    PrintStream out =
        new PrintStream(
            new FileOutputStream(FileDescriptor.out),
            true,
            unicode ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII);
    boolean screen = isScreen();
    boolean colours =
        screen && System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
    return new Terminal(out, screen ? columns() : DEFAULT_WIDTH, colours, unicode);
  }

  /** Whether there is a person at a keyboard and a screen. */
  @SuppressWarnings("SystemConsoleNull") // For Java up to 21; the newer way follows.
  public static boolean isScreen() {
    Console console = System.console();
    try {
      // From Java 22 on there is always a console; whether it is a terminal must be asked.
      return console != null && (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  /** A line as it is, with styles; cut nowhere. */
  public void line(String text) {
    out.println(unicode ? text : ascii(text));
  }

  /** An empty line. */
  public void line() {
    out.println();
  }

  /**
   * Text with this many blanks before each line, wrapped at the width. Labels and bullets hang out;
   * what is indented by four is code, and stays as it is.
   */
  public void wrapped(int indent, String text) {
    hanging(" ".repeat(indent), text);
  }

  /** Wrapped text beside something that stands before its first line. */
  public void hanging(String before, String text) {
    String margin = " ".repeat(visible(before));
    String start = before;
    for (String line : text.lines().toList()) {
      if (line.startsWith(CODE)) {
        line(margin + line);
      } else {
        wrapLine(start, line);
      }
      start = margin;
    }
  }

  /** A path, in one piece. If there is no room for it here, it gets a line for itself to copy. */
  public void path(String before, String path) {
    if (visible(before) + path.length() <= width) {
      line(before + path);
    } else {
      line(before.stripTrailing());
      line(path);
    }
  }

  /** Text for one line that is short enough for it. */
  public String cut(String text, int room) {
    String first = text.lines().findFirst().orElse("");
    return first.length() <= room ? first : first.substring(0, Math.max(0, room - 1)) + "…";
  }

  /** What is done. */
  public String green(String text) {
    return styled("32", text);
  }

  /** What is wrong. */
  public String red(String text) {
    return styled("31", text);
  }

  /** What matters. */
  public String bold(String text) {
    return styled("1", text);
  }

  private String styled(String code, String text) {
    return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }

  private void wrapLine(String before, String text) {
    Matcher lead = LEAD.matcher(text);
    int hang = lead.lookingAt() && visible(lead.group()) < width / 3 ? lead.end() : 0;
    String start = before + text.substring(0, hang);
    String margin = " ".repeat(visible(start));
    int room = Math.max(1, width - margin.length());
    String lines =
        Pattern.compile(FITTING.formatted(STYLE, room))
            .matcher(text.substring(hang))
            .results()
            .map(line -> line.group(1))
            .collect(Collectors.joining(System.lineSeparator() + margin));
    line((start + lines).stripTrailing());
  }

  private static int visible(CharSequence text) {
    return text.toString().replaceAll(STYLE, "").length();
  }

  private static String ascii(String text) {
    return text.chars()
        .mapToObj(Character::toString)
        .map(one -> ASCII.getOrDefault(one, one))
        .collect(Collectors.joining());
  }

  /** As the locale says; Java's own default is set to UTF-8 for reading sources. */
  private static boolean detectUnicode() {
    String console =
        System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding"));
    return Stream.of("LC_ALL", "LC_CTYPE", "LANG")
        .map(System::getenv)
        .filter(locale -> locale != null && !locale.isEmpty())
        .findFirst()
        .or(() -> Optional.ofNullable(console))
        .map(encoding -> encoding.toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8"))
        .orElse(false);
  }

  private static int columns() {
    return Optional.ofNullable(System.getenv("COLUMNS"))
        .filter(given -> given.matches("\\d+"))
        .or(() -> Shell.stty("size").map(size -> size.strip().replaceFirst("^\\d+ ", "")))
        .map(Integer::parseInt)
        .filter(columns -> columns > 0)
        .orElse(DEFAULT_WIDTH);
  }
}
