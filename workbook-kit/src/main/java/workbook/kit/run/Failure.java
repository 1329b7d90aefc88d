package workbook.kit.run;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.opentest4j.TestAbortedException;
import workbook.kit.exercise.NotSolvedYet;
import workbook.kit.exercise.OutOfTime;

/** What the throwable of a test means for the learner; without one the test has passed. */
final class Failure {

  private final Throwable thrown;
  private final String learnersClass;
  private final List<Throwable> chain = new ArrayList<>();

  Failure(Optional<Throwable> failure, String testClass) {
    thrown = failure.orElse(null);
    learnersClass = testClass.replaceFirst("Test$", "");
    collect(thrown);
  }

  Reason reason() {
    if (thrown == null) {
      return Reason.PASSED;
    }
    if (first(NotSolvedYet.class).isPresent()) {
      return Reason.UNSOLVED;
    }
    if (thrown instanceof OutOfTime) {
      return Reason.OUT_OF_TIME;
    }
    if (thrown instanceof TestAbortedException) {
      return Reason.SKIPPED;
    }
    return thrown instanceof AssertionError ? Reason.ASSERTION : Reason.EXCEPTION;
  }

  String message() {
    return switch (reason()) {
      case PASSED -> "";
      case UNSOLVED -> first(NotSolvedYet.class).orElseThrow().getMessage();
      case EXCEPTION -> exceptionMessage();
      default -> String.valueOf(thrown.getMessage()).strip();
    };
  }

  /** The innermost line of the learner's file; 0 if none takes part. */
  int line() {
    return chain.stream()
        .mapToInt(one -> lineIn(one, learnersClass))
        .filter(n -> n > 0)
        .findFirst()
        .orElse(0);
  }

  int testLine() {
    return thrown == null ? 0 : lineIn(thrown, learnersClass + "Test");
  }

  String stack() {
    StringWriter text = new StringWriter();
    if (thrown != null) {
      thrown.printStackTrace(new PrintWriter(text, true));
    }
    return text.toString();
  }

  private String exceptionMessage() {
    String what = thrown.getClass().getSimpleName();
    String why = thrown.getMessage() == null ? "" : ": " + thrown.getMessage().strip();
    String who = line() > 0 ? "Your code threw " : "The test ended with ";
    return who + what + why;
  }

  private <T extends Throwable> Optional<T> first(Class<T> type) {
    return chain.stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  private void collect(Throwable one) {
    if (one != null && chain.stream().noneMatch(seen -> seen == one)) {
      chain.add(one);
      collect(one.getCause());
      Arrays.stream(one.getSuppressed()).forEach(this::collect);
    }
  }

  private static int lineIn(Throwable one, String className) {
    return Arrays.stream(one.getStackTrace())
        .filter(
            frame ->
                frame.getClassName().equals(className)
                    || frame.getClassName().startsWith(className + "$"))
        .mapToInt(StackTraceElement::getLineNumber)
        .findFirst()
        .orElse(0);
  }
}
