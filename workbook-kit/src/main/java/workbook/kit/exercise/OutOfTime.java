package workbook.kit.exercise;

/**
 * Ends a test whose time is up. The message says in plain words where the threads in the learner's
 * code stood.
 */
public final class OutOfTime extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The stack trace is that of the test's thread, so that it leads to the learner's line. */
  OutOfTime(int seconds, String positions, StackTraceElement[] stack) {
    super("The test was ended: after " + seconds + " s it was still running." + positions);
    setStackTrace(stack);
  }
}
