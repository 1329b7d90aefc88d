package workbook.kit.run;

import java.util.Map;
import java.util.Optional;
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
import org.opentest4j.TestAbortedException;
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
      executionFinished(test, TestExecutionResult.aborted(new TestAbortedException(why)));
    }
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    Optional<Throwable> thrown = result.getThrowable();
    if (test.isTest() || (thrown.isPresent() && test.getSource().isPresent())) {
      consumer.accept(outcome(test, new Failure(thrown, className(test))));
    }
  }

  private Outcome outcome(TestIdentifier test, Failure failure) {
    long now = System.nanoTime();
    return new Outcome(
        className(test),
        methodName(test),
        test.getDisplayName(),
        failure.reason(),
        failure.message(),
        TimeUnit.NANOSECONDS.toMillis(now - started.getOrDefault(test.getUniqueId(), now)),
        failure.stack(),
        printed.getOrDefault(test.getUniqueId(), ""));
  }

  private static String methodName(TestIdentifier test) {
    TestSource source = test.getSource().orElse(null);
    return source instanceof MethodSource method ? method.getMethodName() : "";
  }

  private static String className(TestIdentifier test) {
    TestSource source = test.getSource().orElse(null);
    if (source instanceof MethodSource method) {
      return method.getClassName();
    }
    return source instanceof ClassSource type ? type.getClassName() : "";
  }
}
