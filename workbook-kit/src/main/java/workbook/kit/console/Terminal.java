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

/** Where text goes: how wide it is, and whether it takes colours and more than ASCII. */
public final class Terminal {

  private static final int DEFAULT_WIDTH = 100;
  private static final int MIN_WIDTH = 30;
  private static final Pattern LABEL = Pattern.compile("^\\s*[a-z ]+: +");
  private static final Map<String, String> ASCII =
      Map.of(
          "✓", "+", "✗", "x", "█", "#", "░", ".", "·", "-", "…", "...", "—", "-", "–", "-", "→",
          "->", "’", "'");

  private final PrintStream out;
  private final int width;
  private final boolean colours;
  private final boolean unicode;

  /** For a place whose abilities are known. */
  public Terminal(PrintStream out, int width, boolean colours, boolean unicode) {
    this.out = out;
    this.width = Math.max(MIN_WIDTH, width);
    this.colours = colours;
    this.unicode = unicode;
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
    if (console == null) {
      return false;
    }
    try {
      // From Java 22 on there is always a console; whether it is a terminal must be asked.
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
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

  /** Text with this many blanks before each line, wrapped at the width; labels hang out. */
  public void wrapped(int indent, String text) {
    text.lines().forEach(line -> wrapLine(indent, line.stripTrailing()));
  }

  /** Text for one line that is short enough for it. */
  public String cut(String text, int room) {
    String first = text.lines().findFirst().orElse("");
    return first.length() <= room ? first : first.substring(0, Math.max(0, room - 1)) + "…";
  }

  /** How many characters fit into a line. */
  public int width() {
    return width;
  }

  /** Whether colours may be used. */
  public boolean hasColours() {
    return colours;
  }

  /** Whether more than ASCII may be used. */
  public boolean hasUnicode() {
    return unicode;
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

  private void wrapLine(int indent, String text) {
    Matcher label = LABEL.matcher(text);
    boolean labelled = label.find() && label.end() < width / 3;
    int hang = labelled ? label.end() : text.length() - text.stripLeading().length();
    StringBuilder line = new StringBuilder(" ".repeat(indent) + text.substring(0, hang));
    String gap = "";
    for (String word : text.substring(hang).split(" ", -1)) {
      if (!gap.isEmpty() && visible(line) + 1 + word.length() > width) {
        line(line.toString());
        line = new StringBuilder(" ".repeat(indent + hang));
        gap = "";
      }
      line.append(gap).append(word);
      gap = " ";
    }
    line(line.toString());
  }

  private static int visible(CharSequence text) {
    return text.toString().replaceAll("\u001b\\[\\d+m", "").length();
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
    String given = System.getenv("COLUMNS");
    if (given != null && given.matches("\\d+")) {
      return Integer.parseInt(given);
    }
    return Shell.stty("size")
        .map(size -> Integer.parseInt(size.strip().replaceFirst("^\\d+ ", "")))
        .filter(columns -> columns > 0)
        .orElse(DEFAULT_WIDTH);
  }
}
