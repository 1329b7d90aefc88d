package workbook.kit.harness;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.opentest4j.AssertionFailedError;
import workbook.kit.exercise.Feedback;
import workbook.kit.exercise.NotSolvedYet;

/**
 * A thread that makes one call into a learner's code. A test says what must become of the call: it
 * {@linkplain #returns returns}, it {@linkplain #fails fails}, or it {@linkplain #waits waits}. If
 * something else becomes of it, the test fails with a message that says what, and where.
 *
 * @param <T> the result of the call
 */
public final class TestThread<T> {

  private static final Duration MOST_WORK_BETWEEN_LOOKS = Duration.ofMillis(2);

  private final TestThreads threads;
  private final Callable<T> action;
  private final boolean hasResult;
  private final Thread thread;

  private T result;
  private Throwable failure;

  /** In nanoseconds, by the looks so far. */
  private long work;

  private long workAtLastLook;

  /** Null until the thread has begun. */
  private volatile NativeThread nativeThread;

  /** Written after the two above, so that who sees it sees them. */
  private volatile boolean ended;

  TestThread(TestThreads threads, String name, Callable<T> action, boolean hasResult) {
    this.threads = threads;
    this.action = action;
    this.hasResult = hasResult;
    this.thread = new Thread(this::call, name);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void call() {
    nativeThread = NativeThread.current();
    try {
      result = action.call();
    } catch (Throwable e) { // for the test to judge, on its own thread
      failure = e;
    }
    ended = true;
  }

  /**
   * Waits for the end of the call and returns its result.
   *
   * @param expected what the test did and expects
   * @param lookAt where to look if it did not return
   */
  public T returns(Feedback.Happened expected, String lookAt) {
    return returns(expected, () -> lookAt);
  }

  /**
   * The same, where the question depends on what became of the call.
   *
   * @param lookAt asked only if it did not return; a call that is stuck still is then
   */
  public T returns(Feedback.Happened expected, Supplier<String> lookAt) {
    awaitEnd(expected, lookAt);
    if (failure != null) {
      throw expected.happened(threw()).lookAt(lookAt.get()).failure(failure);
    }
    return result;
  }

  /**
   * Waits for the end of the call and returns what it threw.
   *
   * @param expected what the test did and expects
   * @param lookAt where to look if it threw nothing
   */
  public Throwable fails(Feedback.Happened expected, String lookAt) {
    return fails(expected, () -> lookAt);
  }

  /**
   * The same, where the question depends on what became of the call.
   *
   * @param lookAt asked only if it threw nothing; a call that is stuck still is then
   */
  public Throwable fails(Feedback.Happened expected, Supplier<String> lookAt) {
    awaitEnd(expected, lookAt);
    if (failure == null) {
      throw expected.happened(returned()).lookAt(lookAt.get()).failure();
    }
    return failure;
  }

  /**
   * Waits until all threads have settled, and makes sure that this one waits for something.
   *
   * @param expected what the test did and expects
   * @param lookAt where to look if the call has ended
   */
  public void waits(Feedback.Happened expected, String lookAt) {
    threads.settle(expected, lookAt);
    if (ended) {
      throw expected
          .happened(failure == null ? returned() : threw())
          .lookAt(lookAt)
          .failure(failure);
    }
  }

  /** Whether the call has returned or thrown. */
  public boolean hasEnded() {
    return ended;
  }

  /** The thread itself, for what only Java can tell about it. */
  public Thread thread() {
    return thread;
  }

  /** Interrupts the thread. */
  public void interrupt() {
    thread.interrupt();
  }

  /** Whether the call ends before the thread has to wait for something. */
  boolean endsSoon() {
    while (!ended && !isResting() && !worksTooMuch()) {
      Thread.yield();
    }
    return ended;
  }

  /** What became of the call, in words; for messages. */
  public String outcome() {
    if (!ended) {
      return this + (isResting() ? " still waits" : " still runs") + at();
    }
    return failure == null ? returned() : threw();
  }

  /** Whether the thread waits for something, and nobody has woken it yet. */
  boolean isResting() {
    return switch (thread.getState()) {
      case WAITING, TIMED_WAITING, BLOCKED -> nativeThread != null && !nativeThread.isRunnable();
      default -> false;
    };
  }

  /**
   * Whether the call still runs and has been seen working for longer than a right one does. What is
   * counted between two looks is bounded: while a virtual machine stands still, its processors seem
   * to work.
   */
  boolean worksTooMuch() {
    long now = ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId());
    work += Math.min(now - workAtLastLook, MOST_WORK_BETWEEN_LOOKS.toNanos());
    workAtLastLook = now;
    return !ended && work > threads.mostWork().toNanos();
  }

  /** Gaps of the exercise, and what a test has found out on this thread, are no outcomes. */
  void rethrowVerdict() {
    if (ended && failure instanceof NotSolvedYet unsolved) {
      throw unsolved;
    }
    if (ended && failure instanceof AssertionFailedError verdict) {
      throw verdict;
    }
  }

  /** Where the thread stands in the learner's file, as the end of a sentence. */
  String at() {
    return position(thread.getStackTrace());
  }

  private void awaitEnd(Feedback.Happened expected, Supplier<String> lookAt) {
    threads.await(this::hasEnded, this::outcome, expected, lookAt);
    rethrowVerdict();
  }

  private String returned() {
    return this + (hasResult ? " got " + result : " returned");
  }

  private String threw() {
    return this + " got " + inWords(failure) + position(failure.getStackTrace());
  }

  /** An exception without the package of its class: learners know it, and nested names are long. */
  public static String inWords(Throwable failure) {
    String message = failure.getMessage();
    return failure.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }

  /** The innermost place in a learner's file, as the end of a sentence. */
  static String position(StackTraceElement[] stack) {
    return Arrays.stream(stack)
        .filter(TestThread::isLearners)
        .findFirst()
        .map(frame -> ", at line " + frame.getLineNumber() + " of " + frame.getFileName())
        .orElse("");
  }

  private static boolean isLearners(StackTraceElement frame) {
    String file = String.valueOf(frame.getFileName());
    return file.matches("Ex\\d{3}\\w*\\.java") && !file.endsWith("Test.java");
  }

  @Override
  public String toString() {
    return thread.getName();
  }
}
