package workbook.pool;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The one source of time: for reading it and for waiting. {@link java.time.Clock} can do neither
 * monotonically, and a pool that reads one clock but waits on another cannot be tested without
 * sleeping. Implementations must be thread-safe; a fake one replaces all methods.
 */
public interface TimeSource {

  /** The time of the machine. */
  TimeSource SYSTEM = new TimeSource() {};

  /**
   * Monotonic nanoseconds from an arbitrary origin, as {@link System#nanoTime()}: for measuring.
   */
  default long nanoTime() {
    return System.nanoTime();
  }

  /** The wall clock: for telling people when something happened, never for measuring. */
  default Instant now() {
    return Instant.now();
  }

  /**
   * Parks the current thread until {@link #nanoTime()} reaches a deadline. Like {@link
   * LockSupport#parkNanos(Object, long)} it may return at any time: when unparked, when interrupted
   * (the flag stays set), or for no reason. Callers check their condition again.
   *
   * <p>A deadline, not a duration: time may pass between the caller's look at the clock and the
   * park.
   */
  default void parkUntil(Object blocker, long deadline) {
    LockSupport.parkNanos(blocker, deadline - System.nanoTime());
  }

  /**
   * Gives work to an executor when a time has passed. If the executor has been shut down by then,
   * its way to reject work decides.
   */
  default void after(long nanos, Executor executor, Runnable work) {
    CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, executor).execute(work);
  }
}
