package workbook.kit.harness;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Called by a learner's instrumented code before each of its steps; stops the one thread that a
 * test wants to be stopped.
 */
public final class Steps {

  private static final ThreadLocal<Stop> STOP = new ThreadLocal<>();

  private Steps() {}

  /**
   * The current thread is about to take a step.
   *
   * @param place what it does there, and where, for a message
   */
  public static void at(String place) {
    Stop stop = STOP.get();
    if (stop != null) {
      stop.at(place);
    }
  }

  /** The current thread is to be stopped there. */
  static void watch(Stop stop) {
    STOP.set(stop);
  }

  /**
   * One stop: before the n-th step of a thread. What a loop does again and again is a step in its
   * first rounds only; the others would add nothing, and some loops have no end.
   */
  static final class Stop {

    private static final int ROUNDS = 5;

    private final Gate gate = new Gate();
    private final Map<String, Integer> rounds = new HashMap<>();
    private final int before;
    private int steps;
    private volatile String place;

    Stop(int before) {
      this.before = before;
    }

    private void at(String current) {
      if (rounds.merge(current, 1, Integer::sum) <= ROUNDS && ++steps == before) {
        place = current;
        gate.passOrFail();
        // The stop may have used up a permit that was meant for the learner's own park().
        LockSupport.unpark(Thread.currentThread());
      }
    }

    /** Where the thread was stopped; {@code null} if it has not come so far. */
    String place() {
      return place;
    }

    /** Lets the thread go on. */
    void release() {
      gate.open();
    }
  }
}
