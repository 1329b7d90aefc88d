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

  /** Lets time pass. */
  public void advance(Duration by) {
    nanos.addAndGet(by.toNanos());
  }
}
