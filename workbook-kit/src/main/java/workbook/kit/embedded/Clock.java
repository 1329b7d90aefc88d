package workbook.kit.embedded;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Timestamps as Milvus has them: milliseconds since 1970 in the upper bits, a counter in the lower
 * 18. Every one is larger than all before it. Thread-safe.
 */
final class Clock {

  private static final int COUNTER_BITS = 18;

  private final AtomicLong last = new AtomicLong();

  long next() {
    long now = System.currentTimeMillis() << COUNTER_BITS;
    return last.updateAndGet(previous -> Math.max(previous + 1, now));
  }

  static long before(long timestamp, Duration duration) {
    return timestamp - (duration.toMillis() << COUNTER_BITS);
  }

  static long millis(long timestamp) {
    return timestamp >> COUNTER_BITS;
  }
}
