package workbook.kit.harness;

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
   * @param what the step, for a message
   */
  public static void at(String what) {
    Stop stop = STOP.get();
    if (stop != null) {
      stop.at(what);
    }
  }

  /** The current thread is to be stopped there. */
  static void watch(Stop stop) {
    STOP.set(stop);
  }

  /** One stop: before the n-th step of a thread. */
  static final class Stop {

    private final Gate gate = new Gate();
    private final int before;
    private int steps;
    private volatile String place;

    Stop(int before) {
      this.before = before;
    }

    private void at(String what) {
      if (++steps == before) {
        place = what + TestThread.position(Thread.currentThread().getStackTrace());
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
