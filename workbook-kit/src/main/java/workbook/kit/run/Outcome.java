package workbook.kit.run;

import java.io.Serializable;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What came out of one test.
 *
 * @param testClass with its package
 * @param method empty if the class as a whole failed
 * @param name the display name
 * @param message for the learner; empty if the test passed
 * @param stack the whole stack trace of a failure
 * @param output what the learner's code printed, bounded
 */
public record Outcome(
    String testClass,
    String method,
    String name,
    Reason reason,
    String message,
    long millis,
    String stack,
    String output)
    implements Serializable {

  /** Whether the test passed. */
  public boolean passed() {
    return reason == Reason.PASSED;
  }

  /** The lines of a file that the failure names or leads through, the innermost first. */
  public List<Integer> lines(String fileName) {
    String file = Pattern.quote(fileName);
    return Pattern.compile("(?:line (?=\\d+ of %1$s)|\\(%1$s:)(\\d+)".formatted(file))
        .matcher(stack)
        .results()
        .map(line -> Integer.valueOf(line.group(1)))
        .toList();
  }
}
