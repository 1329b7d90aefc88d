package workbook.kit.cli;

/** A command ends early; the message says why and what to do instead. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  /** With the exit code of the command. */
  Refusal(String message, int exitCode) {
    super(message);
    this.exitCode = exitCode;
  }

  /** What the user asked for cannot be done. */
  Refusal(String message) {
    this(message, 1);
  }

  int exitCode() {
    return exitCode;
  }
}
