package workbook.kit.run;

import java.io.Serializable;

/**
 * What came out of one test.
 *
 * @param testClass with its package
 * @param method empty if the class as a whole failed
 * @param name the display name
 * @param message for the learner; empty if the test passed
 * @param line in the learner's file; 0 if the failure does not lead there
 * @param testLine in the test's file; 0 if unknown
 * @param stack the whole stack trace, for a failure of a test that is not an exercise's
 * @param output what the learner's code printed, bounded
 */
public record Outcome(
    String testClass,
    String method,
    String name,
    Reason reason,
    String message,
    int line,
    int testLine,
    long millis,
    String stack,
    String output)
    implements Serializable {

  /** Whether the test passed. */
  public boolean passed() {
    return reason == Reason.PASSED;
  }
}
