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
    if (gap().isPresent()) {
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
      case UNSOLVED -> gap().orElseThrow().getMessage();
      case EXCEPTION -> exceptionMessage();
      default -> String.valueOf(thrown.getMessage()).strip();
    };
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
    return (isLearners() ? "Your code threw " : "The test ended with ") + what + why;
  }

  private boolean isLearners() {
    return chain.stream()
        .flatMap(one -> Arrays.stream(one.getStackTrace()))
        .map(StackTraceElement::getClassName)
        .anyMatch(name -> name.equals(learnersClass) || name.startsWith(learnersClass + "$"));
  }

  private Optional<Throwable> gap() {
    return chain.stream().filter(NotSolvedYet.class::isInstance).findFirst();
  }

  private void collect(Throwable one) {
    if (one != null && chain.stream().noneMatch(seen -> seen == one)) {
      chain.add(one);
      collect(one.getCause());
      Arrays.stream(one.getSuppressed()).forEach(this::collect);
    }
  }
}
