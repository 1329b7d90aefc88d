package workbook.kit.server;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a keeper tells the process that has started it: a line on its standard output.
 *
 * @param kind what to do with the text
 * @param text one or more lines
 */
record Message(Kind kind, String text) {

  enum Kind {
    /** What has gone wrong if nothing more comes. */
    IF_SILENT,
    /** Something for the user to know while waiting. */
    PROGRESS,
    /** The end: the URI of the server. */
    READY,
    /** The end: why there is no server. */
    FAILED
  }

  String toLine() {
    return kind + " " + text.strip().replaceAll("\\s*\\R", "\t");
  }

  /** The inverse of {@link #toLine()}; empty if the line is something else. */
  static Optional<Message> parse(String line) {
    return Arrays.stream(Kind.values())
        .filter(kind -> line.startsWith(kind + " "))
        .map(
            kind -> new Message(kind, line.substring(kind.name().length() + 1).replace('\t', '\n')))
        .findFirst();
  }
}
