package workbook.kit.embedded.filter;

/** A filter that cannot be used; the message is what Milvus would say. */
public final class FilterException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  FilterException(String message) {
    // Part of an answer, not a crash: no stack trace to fill.
    super(message, null, false, false);
  }

  /**
   * Checks what Milvus checks.
   *
   * @param parts what is put into the message
   * @throws FilterException with that message if it is not so
   */
  @SuppressWarnings("AnnotateFormatMethod") // would take a dependency for nothing else
  static void require(boolean so, String message, Object... parts) {
    if (!so) {
      throw new FilterException(message.formatted(parts));
    }
  }
}
