package workbook.kit.exercise;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Runs whatever may reach a learner's code on a thread of its own, for a limited time, with its
 * output captured. JUnit's own time limit covers neither constructors nor tells where the other
 * threads of a deadlock stand.
 */
final class LearnersCode implements InvocationInterceptor {

  /** A class whose code got stuck once gets less time for each of its further tests… */
  private static final int SECONDS_ONCE_STUCK = 2;

  /**
   * …unless this is set: the proof wants to see what each test says, and no learner waits for it.
   */
  static final String PATIENT = "workbook.patient";

  private static final ExtensionContext.Namespace STATE =
      ExtensionContext.Namespace.create(LearnersCode.class);

  @Override
  public <T> T interceptTestClassConstructor(
      Invocation<T> invocation,
      ReflectiveInvocationContext<Constructor<T>> constructor,
      ExtensionContext context)
      throws Throwable {
    return limited(invocation, context);
  }

  @Override
  public void interceptBeforeEachMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    limited(invocation, context);
  }

  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    limited(invocation, context);
  }

  @Override
  public void interceptAfterEachMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    limited(invocation, context);
  }

  private static <T> T limited(Invocation<T> invocation, ExtensionContext context)
      throws Throwable {
    Class<?> testClass = context.getRequiredTestClass();
    int seconds = secondsFor(testClass, context);
    CapturedOutput output = CapturedOutput.start();
    FutureTask<T> task = new FutureTask<>(callable(invocation));
    Thread thread = new Thread(output, task, "test");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(seconds, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause();
    } catch (TimeoutException e) {
      // Where they stand must be read before the interrupt moves them.
      String positions = StuckThreads.describe(StuckThreads.learnersClass(testClass));
      StackTraceElement[] stack = thread.getStackTrace();
      state(context).put(testClass, true);
      thread.interrupt();
      throw new OutOfTime(seconds, positions, stack);
    } finally {
      String printed = output.end();
      if (!printed.isEmpty()) {
        context.publishReportEntry(CapturedOutput.ENTRY, printed);
      }
    }
  }

  private static int secondsFor(Class<?> testClass, ExtensionContext context) {
    Exercise exercise = testClass.getAnnotation(Exercise.class);
    int seconds = exercise == null ? SECONDS_ONCE_STUCK : exercise.seconds();
    boolean stuckBefore = state(context).get(testClass) != null && !Boolean.getBoolean(PATIENT);
    return stuckBefore ? Math.min(seconds, SECONDS_ONCE_STUCK) : seconds;
  }

  private static ExtensionContext.Store state(ExtensionContext context) {
    return context.getRoot().getStore(STATE);
  }

  private static <T> Callable<T> callable(Invocation<T> invocation) {
    return () -> {
      try {
        return invocation.proceed();
      } catch (Exception | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    };
  }
}
