package workbook.kit.results;

import workbook.kit.run.Outcome;

/**
 * What came out of one test of an exercise.
 *
 * @param name the display name
 * @param status {@code passed | failed | unsolved | error}
 * @param message for the learner; empty if the test passed
 * @param line in the learner's file; 0 if unknown
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

  static TestResult of(Outcome outcome) {
    return new TestResult(
        outcome.name(),
        outcome.reason().status(),
        outcome.message(),
        outcome.line(),
        outcome.testLine(),
        outcome.millis(),
        outcome.output());
  }

  /** Whether the test passed. */
  public boolean passed() {
    return status.equals("passed");
  }
}
