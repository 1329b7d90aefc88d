package workbook.kit.server;

/**
 * The server that was asked for cannot be had. The message is made for a reader at a console: two
 * or three lines, what was tried and what to do. It needs no stack trace beside it.
 */
public final class ServerUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ServerUnavailable(String whatWasTried, String whatToDo) {
    this(whatWasTried + "\n" + whatToDo);
  }

  ServerUnavailable(String message) {
    super(message);
  }
}
