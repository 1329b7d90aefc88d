package workbook.kit.exercise;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Runs whatever may reach a learner's code on a thread of its own, for a limited time, with its
 * output captured. JUnit's own time limit covers neither constructors nor tells where the other
 * threads of a deadlock stand.
 */
final class LearnersCode implements InvocationInterceptor, ExecutionCondition {

  /**
   * Once an exercise's failing tests have taken so long, the others are not run: whoever waits for
   * the verdict has enough to mend. Nor are they beside an endless loop of a test that failed.
   */
  private static final Duration ENOUGH = Duration.ofSeconds(1);

  /**
   * Unless this is set: the proof wants to see what each test says, and no learner waits for it.
   */
  private static final String PATIENT = "workbook.patient";

  private static final ExtensionContext.Namespace STATE =
      ExtensionContext.Namespace.create(LearnersCode.class);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    long spent = spentOnFailures(context).sum();
    boolean enough = spent > ENOUGH.toNanos() || (spent > 0 && LeftBehind.keepsBusy());
    return enough && !Boolean.getBoolean(PATIENT)
        ? ConditionEvaluationResult.disabled("Not run: mend first what failed before.")
        : ConditionEvaluationResult.enabled("");
  }

  @Override
  public <T> T interceptTestClassConstructor(
      Invocation<T> call,
      ReflectiveInvocationContext<Constructor<T>> constructor,
      ExtensionContext context)
      throws Throwable {
    return limited(call, context);
  }

  @Override
  public void interceptBeforeEachMethod(
      Invocation<Void> call, ReflectiveInvocationContext<Method> method, ExtensionContext context)
      throws Throwable {
    limited(call, context);
  }

  @Override
  public void interceptTestMethod(
      Invocation<Void> call, ReflectiveInvocationContext<Method> method, ExtensionContext context)
      throws Throwable {
    limited(call, context);
  }

  @Override
  public void interceptAfterEachMethod(
      Invocation<Void> call, ReflectiveInvocationContext<Method> method, ExtensionContext context)
      throws Throwable {
    limited(call, context);
  }

  private static <T> T limited(Invocation<T> call, ExtensionContext context) throws Throwable {
    Class<?> testClass = context.getRequiredTestClass();
    int seconds = testClass.getAnnotation(Exercise.class).seconds();
    long start = System.nanoTime();
    CapturedOutput output = CapturedOutput.start();
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread = new Thread(output, () -> run(call, result), "test");
    thread.setDaemon(true);
    thread.start();
    try {
      return result.get(seconds, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      spentOnFailures(context).add(System.nanoTime() - start);
      throw e.getCause();
    } catch (TimeoutException e) {
      spentOnFailures(context).add(System.nanoTime() - start);
      // Where they stand must be read before the interrupt moves them.
      String positions = StuckThreads.describe(testClass);
      StackTraceElement[] stack = thread.getStackTrace();
      thread.interrupt();
      throw new OutOfTime(seconds, positions, stack);
    } finally {
      String printed = output.end();
      if (!printed.isEmpty()) {
        context.publishReportEntry(CapturedOutput.ENTRY, printed);
      }
    }
  }

  private static <T> void run(Invocation<T> call, CompletableFuture<T> result) {
    try {
      result.complete(call.proceed());
    } catch (Throwable e) {
      result.completeExceptionally(e);
    }
  }

  /** In nanoseconds, by the tests of one class. */
  private static LongAdder spentOnFailures(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(STATE)
        .computeIfAbsent(context.getRequiredTestClass(), type -> new LongAdder(), LongAdder.class);
  }
}
