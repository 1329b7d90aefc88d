package workbook.kit.harness;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import workbook.kit.exercise.Feedback;

/**
 * Two threads that do the same at the same instant, thousands of times. For the few races that
 * cannot be made certain with a {@link Gate}, because a learner's code calls nothing of the test's
 * between its two steps. Both threads spin up to the start of each round, so that they start within
 * a fraction of a microsecond.
 *
 * @param <R> what a round is about, for instance a new pool
 */
public final class Race<R> {

  private static final int SPINS_BEFORE_YIELD = 10_000;

  /** The longest that one thread waits for the other within a round. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Supplier<R> setUp;
  private final Racer<R> racer;
  private final Consumer<R> check;
  private final AtomicInteger arrivals = new AtomicInteger();
  private volatile R round;
  private volatile boolean over;
  private volatile boolean stuck;

  /**
   * Describes a race.
   *
   * @param setUp makes what the next round is about
   * @param racer what both threads do
   * @param check looks at the round when both are done; fails the test if need be
   */
  public Race(Supplier<R> setUp, Racer<R> racer, Consumer<R> check) {
    this.setUp = setUp;
    this.racer = racer;
    this.check = check;
  }

  /**
   * Runs the rounds; ends at the first that fails.
   *
   * @param expected what the test did and expects, for the message if the threads get stuck
   * @param lookAt the end of that message
   */
  public void run(TestThreads threads, int rounds, Feedback.Happened expected, String lookAt) {
    round = setUp.get();
    TestThread<Void> first = threads.run("the first thread", () -> race(rounds, true));
    TestThread<Void> second = threads.run("the second thread", () -> race(rounds, false));
    while (!(first.hasEnded() && second.hasEnded())) {
      if (stuck && (first.hasEnded() || second.hasEnded())) {
        break;
      }
      TestThreads.pause();
    }
    if (stuck) {
      TestThread<Void> other = first.hasEnded() ? second : first;
      throw expected.happened("in one of the rounds " + other.outcome()).lookAt(lookAt).failure();
    }
    first.returns(expected, lookAt);
    second.returns(expected, lookAt);
  }

  private void race(int rounds, boolean leader) throws Exception {
    try {
      for (int i = 0; i < rounds && meet(); i++) {
        racer.run(round);
        if (meet() && leader) {
          check.accept(round);
          round = setUp.get();
        }
      }
    } finally {
      over = true;
    }
  }

  /** Waits for the other thread; false if it will not come. */
  @SuppressWarnings("ThreadPriorityCheck") // a hint only: on one core the other one must get its turn
  private boolean meet() {
    int mine = arrivals.incrementAndGet();
    int both = mine + mine % 2;
    long start = System.nanoTime();
    for (int spins = 0; arrivals.get() < both && !over; spins++) {
      if (spins < SPINS_BEFORE_YIELD) {
        Thread.onSpinWait();
      } else {
        if (System.nanoTime() - start > PATIENCE.toNanos()) {
          stuck = true;
          over = true;
        }
        Thread.yield();
      }
    }
    return arrivals.get() >= both;
  }

  /** What each of the two threads does in a round. */
  @FunctionalInterface
  public interface Racer<R> {
    /** Does it. */
    void run(R round) throws Exception;
  }
}
