package workbook.pool;

import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/**
 * The one source of time: for reading it and for waiting. {@link java.time.Clock} can do neither
 * monotonically, and a pool that reads one clock but waits on another cannot be tested without
 * sleeping. Implementations must be thread-safe.
 */
public interface TimeSource {

  /**
   * Monotonic nanoseconds from an arbitrary origin, as {@link System#nanoTime()}: for measuring.
   */
  long nanoTime();

  /** The wall clock: for telling people when something happened, never for measuring. */
  Instant now();

  /**
   * Parks the current thread until {@link #nanoTime()} reaches a deadline. Like {@link
   * LockSupport#parkNanos(Object, long)} it may return at any time: when unparked, when interrupted
   * (the flag stays set), or for no reason. Callers check their condition again.
   *
   * <p>A deadline, not a duration: time may pass between the caller's look at the clock and the
   * park.
   */
  void parkUntil(Object blocker, long deadline);

  /** The time of the machine. */
  static TimeSource system() {
    return SystemTime.INSTANCE;
  }
}
