package workbook.kit.cli;

/** Something the user asked for cannot be done; the message says why and what to do instead. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Refusal(String message) {
    super(message);
  }
}
