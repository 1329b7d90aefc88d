package workbook.kit.embedded.filter;

/** A filter that cannot be used; the message is what Milvus would say. */
public final class FilterException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean complete;

  FilterException(String message) {
    this(message, false);
  }

  private FilterException(String message, boolean complete) {
    // Part of an answer, not a crash: no stack trace to fill.
    super(message, null, false, false);
    this.complete = complete;
  }

  /** A failure whose message stands alone, without the filter in front of it. */
  static FilterException complete(String message) {
    return new FilterException(message, true);
  }

  /** The same failure, with the filter it was found in. */
  FilterException in(String filter) {
    return complete
        ? this
        : complete("cannot parse expression: " + filter + ", error: " + getMessage());
  }
}
