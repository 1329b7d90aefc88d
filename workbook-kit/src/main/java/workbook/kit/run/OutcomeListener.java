package workbook.kit.run;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import workbook.kit.exercise.CapturedOutput;

/** Turns what JUnit tells into outcomes. Thread-safe if its consumer is. */
class OutcomeListener implements TestExecutionListener {

  private final Consumer<Outcome> consumer;
  private final Map<String, Long> started = new ConcurrentHashMap<>();
  private final Map<String, String> printed = new ConcurrentHashMap<>();

  OutcomeListener(Consumer<Outcome> consumer) {
    this.consumer = consumer;
  }

  @Override
  public void executionStarted(TestIdentifier test) {
    started.put(test.getUniqueId(), System.nanoTime());
  }

  @Override
  public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
    String text = entry.getKeyValuePairs().get(CapturedOutput.ENTRY);
    if (text != null) {
      printed.merge(test.getUniqueId(), text, String::concat);
    }
  }

  @Override
  public void executionSkipped(TestIdentifier test, String why) {
    if (test.isTest()) {
      consumer.accept(
          new Outcome(
              className(test), method(test), name(test), Reason.SKIPPED, why, 0, 0, 0, "", ""));
    }
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    boolean failed = result.getThrowable().isPresent();
    if (test.isTest() || (failed && test.getSource().isPresent())) {
      consumer.accept(outcome(test, result));
    }
  }

  private Outcome outcome(TestIdentifier test, TestExecutionResult result) {
    long millis =
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started.remove(test.getUniqueId()));
    String output = printed.getOrDefault(test.getUniqueId(), "");
    String type = className(test);
    if (result.getThrowable().isEmpty()) {
      return new Outcome(
          type, method(test), name(test), Reason.PASSED, "", 0, 0, millis, "", output);
    }
    Failure failure = new Failure(result.getThrowable().get(), type);
    return new Outcome(
        type,
        method(test),
        name(test),
        failure.reason(),
        failure.message(),
        failure.line(),
        failure.testLine(),
        millis,
        failure.stack(),
        output);
  }

  private static String name(TestIdentifier test) {
    return test.getDisplayName();
  }

  private static String className(TestIdentifier test) {
    TestSource source = test.getSource().orElse(null);
    if (source instanceof MethodSource method) {
      return method.getClassName();
    }
    return source instanceof ClassSource type ? type.getClassName() : "";
  }

  private static String method(TestIdentifier test) {
    return test.getSource().orElse(null) instanceof MethodSource method
        ? method.getMethodName()
        : "";
  }
}
