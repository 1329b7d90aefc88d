package workbook.kit.results;

/**
 * What came out of one test of an exercise.
 *
 * @param name the display name
 * @param status {@code passed | failed | unsolved | error | skipped}; skipped also means not run,
 *     to save time
 * @param message for the learner; empty if the test passed
 * @param line where to go on in the learner's file; 0 if unknown
 * @param testLine in the file of tests; 0 if unknown
 * @param output what the learner's code printed, bounded
 */
public record TestResult(
    String name,
    String status,
    String message,
    int line,
    int testLine,
    long durationMillis,
    String output) {

  /** A test that could not run. */
  static TestResult error(String name, String message, int line) {
    return new TestResult(name, "error", message, line, 0, 0, "");
  }

  /** Whether it ran: not if something does not compile or the JVM ended before. */
  public boolean ran() {
    return !status.equals("error") || durationMillis > 0;
  }

  /** Whether the test passed. */
  public boolean passed() {
    return status.equals("passed");
  }
}
