package workbook.kit.harness;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import workbook.kit.exercise.Feedback;
import workbook.kit.exercise.NotSolvedYet;

/**
 * The threads of one test. Declare it as a field of the test:
 *
 * <pre>{@code
 * @RegisterExtension final TestThreads threads = new TestThreads();
 * …
 * TestThread<Connection> second = threads.start("the second borrower", pool::borrow);
 * second.waits(expected, lookAt);
 * }</pre>
 *
 * <p>What still runs after the test is interrupted. For use by one test's thread.
 */
public final class TestThreads implements AfterEachCallback {

  /**
   * So often must all threads have been seen resting before they count as settled: while one is
   * looked at, it may have been woken by another that rests when its turn comes.
   */
  private static final int LOOKS = 10;

  /** And so long must they have rested where the system does not tell who was woken. */
  private static final Duration CALM = Duration.ofMillis(20);

  /** No wait in a test without a network is longer. */
  private static final Duration LIMIT = Duration.ofSeconds(3);

  /** A call that must end may rest so long in all, when all other threads rest too. */
  private static final Duration PATIENCE = Duration.ofMillis(NativeThread.TOLD ? 250 : 1_000);

  /** A look that comes later than this has waited for a processor, as others may have. */
  private static final Duration MOST_REST_BETWEEN_LOOKS = Duration.ofMillis(5);

  /**
   * Where nobody of the whole test runs or waits for a time to pass, nothing can happen any more.
   * So often must that have been seen, with all threads of this JVM asleep.
   */
  private static final int STANDSTILL_LOOKS = 20;

  /** What is on its way through a socket of this machine does not take so long. */
  private static final Duration SILENCE = Duration.ofMillis(100);

  /** Where that cannot be seen, the test must have stood still so long. */
  private static final Duration STANDSTILL = Duration.ofMillis(500);

  /** So often must it have been seen: a busy machine leaves time for few looks. */
  private static final int STANDSTILL_LOOKS_IN_THE_DARK = 1_000;

  /** And so many new threads must have come and gone: who was woken before them had his turn. */
  private static final int STANDSTILL_PASSERS_BY = 10;

  /** A call without a network needs 6 ms of a processor at most; one that needs this is a loop. */
  private static final Duration MOST_WORK = Duration.ofMillis(75);

  private static final long PAUSE_NANOS = 200_000;
  private static final long LONGEST_PAUSE_NANOS = 1_000_000;

  private final Duration limit;
  private final Duration patience;
  private final Duration mostWork;

  private final List<TestThread<?>> all = new CopyOnWriteArrayList<>();

  /** Threads that wait for each other only: whoever rests for long rests for ever. */
  public TestThreads() {
    this(PATIENCE, LIMIT, MOST_WORK);
  }

  private TestThreads(Duration patience, Duration limit, Duration mostWork) {
    this.patience = patience;
    this.limit = limit;
    this.mostWork = mostWork;
  }

  /** Threads that also wait for a server: a call that must end may take so long. */
  public static TestThreads patient(Duration limit) {
    return new TestThreads(limit, limit, limit);
  }

  /** Starts a thread that calls something for its result. */
  public <T> TestThread<T> start(String name, Callable<T> action) {
    return start(new TestThread<>(this, name, action, true));
  }

  /** Starts a thread that does something. */
  public TestThread<Void> run(String name, Action action) {
    Callable<Void> call =
        () -> {
          action.run();
          return null;
        };
    return start(new TestThread<>(this, name, call, false));
  }

  private <T> TestThread<T> start(TestThread<T> thread) {
    all.add(thread);
    thread.start();
    return thread;
  }

  /**
   * Waits until every thread has either ended or waits for something, all at the same time: then
   * nothing more happens by itself.
   *
   * @param expected what the test did and expects, for the message if they never settle
   * @param lookAt the end of that message
   * @throws NotSolvedYet if a thread has reached a gap of the exercise
   */
  public void settle(Feedback.Happened expected, String lookAt) {
    settle(LOOKS, CALM, expected, lookAt);
  }

  /**
   * The same.
   *
   * @param atLeast how often all threads must have been seen resting, one look after the other
   * @param calm how long that must have been so where the system does not tell who was woken
   */
  void settle(int atLeast, Duration calm, Feedback.Happened expected, String lookAt) {
    long nanos = NativeThread.TOLD ? 0 : calm.toNanos();
    long start = System.nanoTime();
    long lastMove = start;
    int looks = 0;
    while (looks++ < atLeast || System.nanoTime() - lastMove < nanos) {
      for (TestThread<?> thread : all) {
        thread.rethrowVerdict();
        if (!thread.hasEnded() && !thread.isResting()) {
          looks = 0;
          lastMove = System.nanoTime();
          failIfBusy(thread, lastMove - start, expected, lookAt);
        }
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private void failIfBusy(
      TestThread<?> thread, long nanos, Feedback.Happened expected, String lookAt) {
    if (thread.worksTooMuch() || nanos > limit.toNanos()) {
      throw expected
          .happened(thread + " neither ended nor waited: it keeps a processor busy" + thread.at())
          .lookAt(lookAt)
          .failure();
    }
  }

  /**
   * Waits until at least so many of these calls have ended, and then until all threads have
   * settled.
   *
   * @return those that have ended, in the order given
   * @param expected what the test did and expects, for the message if fewer end
   * @param lookAt the end of that message
   */
  public <T> List<TestThread<T>> ended(
      int atLeast, List<TestThread<T>> among, Feedback.Happened expected, String lookAt) {
    await(
        () -> among.stream().filter(TestThread::hasEnded).count() >= atLeast,
        () -> among.stream().map(TestThread::outcome).collect(Collectors.joining("; ")),
        expected,
        () -> lookAt);
    settle(expected, lookAt);
    return among.stream().filter(TestThread::hasEnded).toList();
  }

  /** Waits until these calls have all ended, or so much time has passed; whether they have. */
  public boolean endWithin(Duration atMost, List<? extends TestThread<?>> among) {
    return within(atMost, () -> among.stream().allMatch(TestThread::hasEnded));
  }

  /** Waits until something holds, or so much time has passed; whether it holds. */
  public static boolean within(Duration atMost, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > atMost.toNanos()) {
        return false;
      }
      pause(start);
    }
    return true;
  }

  /**
   * Waits until something holds, which nobody but the threads of this JVM can bring about; whether
   * it holds. Gives up when they have all slept for a while, or so much time has passed.
   */
  public static boolean comesTrue(Duration atMost, BooleanSupplier condition) {
    Silence silence = new Silence();
    within(atMost, () -> condition.getAsBoolean() || silence.isLong());
    return condition.getAsBoolean();
  }

  /** Waits for what must happen; fails the test with what has become of it, if it does not. */
  void await(
      BooleanSupplier condition,
      Supplier<String> otherwise,
      Feedback.Happened expected,
      Supplier<String> lookAt) {
    Patience patience = new Patience(this);
    while (!condition.getAsBoolean()) {
      if (patience.isOver() && !condition.getAsBoolean()) {
        throw expected.happened(otherwise.get()).lookAt(lookAt.get()).failure();
      }
      pause(patience.start);
    }
  }

  /** More work than this is a loop. */
  Duration mostWork() {
    return mostWork;
  }

  /** Whether every thread has ended or waits for something. */
  private boolean restNow() {
    return all.stream().allMatch(thread -> thread.hasEnded() || thread.isResting());
  }

  /** Whether a thread of the learner's code, known to the test or not, may still do something. */
  private static boolean someoneMayGoOn() {
    // Each part of a test has a group of threads: it, and what is started in it, belong there.
    ThreadGroup tests = Thread.currentThread().getThreadGroup().getParent();
    Thread[] threads = new Thread[2 * tests.activeCount() + 10];
    int count = tests.enumerate(threads);
    // What an earlier version of the learner's code has left behind was loaded by another loader.
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return !ForkJoinPool.commonPool().isQuiescent()
        || Arrays.stream(threads, 0, count)
            .filter(thread -> thread != Thread.currentThread())
            .filter(thread -> thread.getThreadGroup() != tests)
            .filter(thread -> thread.getContextClassLoader() == loader)
            .anyMatch(thread -> !waitsForOthers(thread));
  }

  /** Lets new threads have a processor, one after another. */
  private static boolean passersByHaveRun() {
    try {
      for (int i = 0; i < STANDSTILL_PASSERS_BY; i++) {
        Thread passerBy = new Thread(() -> {}, "passer-by");
        passerBy.start();
        passerBy.join();
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean waitsForOthers(Thread thread) {
    return switch (thread.getState()) {
      case WAITING, BLOCKED, TERMINATED -> true;
      default -> false;
    };
  }

  /** The longer a wait has taken already, the later its end may be seen. */
  private static void pause(long start) {
    long longer = (System.nanoTime() - start) / 50;
    LockSupport.parkNanos(Math.min(PAUSE_NANOS + longer, LONGEST_PAUSE_NANOS));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    all.forEach(TestThread::interrupt);
  }

  /** How long all threads of this JVM have slept. */
  private static final class Silence {
    private long start = System.nanoTime();
    private int looks;

    boolean isLong() {
      if (NativeThread.allOthersSleep()) {
        looks++;
      } else {
        start = System.nanoTime();
        looks = 0;
      }
      return looks > STANDSTILL_LOOKS && System.nanoTime() - start > SILENCE.toNanos();
    }
  }

  /** How long a test waits for something that must happen. */
  private static final class Patience {
    private final TestThreads threads;
    private final long start = System.nanoTime();
    private long lastLook = start;
    private long rested;
    private long lastHope = start;
    private int looks;
    private int looksAtSleepers;

    Patience(TestThreads threads) {
      this.threads = threads;
    }

    /** Whether nothing can happen any more, all rest for long, or one is in a loop. */
    boolean isOver() {
      long now = System.nanoTime();
      if (threads.restNow()) {
        rested += Math.min(now - lastLook, MOST_REST_BETWEEN_LOOKS.toNanos());
      }
      lastLook = now;
      return isStandstill(now)
          || threads.all.stream().anyMatch(TestThread::worksTooMuch)
          || rested > threads.patience.toNanos()
          || now - start > threads.limit.toNanos();
    }

    private boolean isStandstill(long now) {
      // A server's threads are not the test's: who waits for one may go on at any time.
      if (threads.patience.equals(threads.limit) || someoneMayGoOn()) {
        lastHope = now;
        looks = 0;
        looksAtSleepers = 0;
        return false;
      }
      looks++;
      looksAtSleepers = NativeThread.allOthersSleep() ? looksAtSleepers + 1 : 0;
      return looksAtSleepers > STANDSTILL_LOOKS || isStandstillInTheDark(now);
    }

    private boolean isStandstillInTheDark(long now) {
      return looks > STANDSTILL_LOOKS_IN_THE_DARK
          && now - lastHope > STANDSTILL.toNanos()
          && passersByHaveRun()
          && !someoneMayGoOn();
    }
  }

  /** What a thread does if it has no result. */
  @FunctionalInterface
  public interface Action {
    /** Does it. */
    void run() throws Exception;
  }
}
