package workbook.pool.harness;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A time that stands still until the test moves it. Thread-safe. */
public final class FakeTime {

  private final AtomicLong nanos = new AtomicLong(1_000_000_000);

  /** What the learner's code reads instead of {@link System#nanoTime()}. */
  public long nanoTime() {
    return nanos.get();
  }

  /** Moves the time to this reading; where a clock begins to count is anybody's guess. */
  public void startAt(long reading) {
    nanos.set(reading);
  }

  /** Lets time pass; after {@code Long.MAX_VALUE} comes {@code Long.MIN_VALUE}. */
  public void advance(Duration by) {
    nanos.addAndGet(by.toNanos());
  }
}
