package workbook.kit.server;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads chains of exceptions. */
final class Causes {

  /** How an answer of the Docker engine looks in the message of its client. */
  private static final Pattern ENGINE = Pattern.compile("Status \\d+: \\{\"message\":\"(.*)\"}");

  private Causes() {}

  /** What the innermost cause says, on one line. */
  static String root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String message = root.getMessage();
    String text = message == null || message.isBlank() ? root.toString() : message;
    return plain(text.strip().replaceAll("\\s*\\R\\s*", " "));
  }

  private static String plain(String text) {
    Matcher engine = ENGINE.matcher(text);
    return engine.matches() ? engine.group(1).replace("\\\"", "\"") : text;
  }
}
