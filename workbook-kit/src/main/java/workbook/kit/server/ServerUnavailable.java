package workbook.kit.server;

/**
 * The server that was asked for cannot be had. The message is made for a reader at a console: two
 * or three lines, what was tried and what to do. It needs no stack trace beside it.
 */
public final class ServerUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** How an answer of the Docker engine looks in the message of its client. */
  private static final String ENGINE = "^Status \\d+: \\{\"message\":\"(.*)\"}$";

  ServerUnavailable(String whatWasTried, String whatToDo) {
    this(whatWasTried + "\n" + whatToDo);
  }

  ServerUnavailable(String message) {
    super(message);
  }

  /** What the innermost cause of a failure says, on one line; for a message. */
  static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String text = root.getMessage() == null ? root.toString() : root.getMessage();
    String line = text.strip().replaceAll("\\s*\\R\\s*", " ");
    return line.matches(ENGINE) ? line.replaceFirst(ENGINE, "$1").replace("\\\"", "\"") : line;
  }
}
