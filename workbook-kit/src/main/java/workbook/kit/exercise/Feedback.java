package workbook.kit.exercise;

import java.util.Objects;
import java.util.stream.Stream;
import org.opentest4j.AssertionFailedError;

/**
 * What a failing test tells a learner, always in the same shape: what was done, what was expected,
 * what happened, where to look.
 *
 * <pre>{@code
 * Feedback.did("three connections are out and a fourth borrower comes")
 *     .expected("it waits until one is returned")
 *     .happened("a fourth connection was opened")
 *     .lookAt("the check of the bound and the opening: can another thread come between them?")
 *     .unless(opened == 3);
 * }</pre>
 *
 * @param did what the test did
 * @param expected what should have happened
 * @param happened what did happen
 * @param lookAt where in the learner's file to look, or what to ask oneself
 */
public record Feedback(String did, String expected, String happened, String lookAt) {

  private static final String DID = "what was done: ";
  private static final String EXPECTED = "expected:      ";
  private static final String HAPPENED = "what happened: ";
  private static final String LOOK_AT = "where to look: ";

  /** Starts with what the test did, as a clause: "three connections are out and …". */
  public static Expected did(String did) {
    Objects.requireNonNull(did);
    return expected -> happened -> lookAt -> new Feedback(did, expected, happened, lookAt);
  }

  /**
   * Fails the test with this message unless all was as expected.
   *
   * @throws AssertionFailedError if {@code asExpected} is false
   */
  public void unless(boolean asExpected) {
    if (!asExpected) {
      throw failure();
    }
  }

  /** The failure to throw where a test already knows that something is wrong. */
  public AssertionFailedError failure() {
    return failure(null);
  }

  /** The same, keeping what the learner's code threw; only its cause, it is never shown raw. */
  public AssertionFailedError failure(Throwable cause) {
    return new AssertionFailedError(toString(), cause);
  }

  /** Whether a message has the four parts. */
  public static boolean isFeedback(String message) {
    return Stream.of(DID, EXPECTED, HAPPENED, LOOK_AT).allMatch(message::contains);
  }

  @Override
  public String toString() {
    return String.join(
        System.lineSeparator(),
        DID + did,
        EXPECTED + expected,
        HAPPENED + happened,
        LOOK_AT + lookAt);
  }

  /** The second part: what should have happened. */
  @FunctionalInterface
  public interface Expected {
    /** What should have happened. */
    Happened expected(String expected);
  }

  /** The third part: what did happen. */
  @FunctionalInterface
  public interface Happened {
    /** What did happen, with the numbers that show it. */
    LookAt happened(String happened);
  }

  /** The last part: the next step. */
  @FunctionalInterface
  public interface LookAt {
    /** Where in the learner's file to look, or what to ask oneself. */
    Feedback lookAt(String lookAt);
  }
}
