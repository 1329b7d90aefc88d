package workbook.pool;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers who borrowed, and reports leases that have been out for too long. A pool has none
 * unless asked for: a stack trace for every borrow costs a thousand times as much as the borrow.
 */
final class LeakDetector {

  private record Borrow(long since, PoolEvent.Leaked leak) {}

  private final long threshold;
  private final TimeSource time;
  private final Totals totals;
  private final Map<Lease<?>, Borrow> out = new ConcurrentHashMap<>();

  LeakDetector(PoolConfig config, Totals totals) {
    this.threshold = config.nanos(PoolConfig.Timing.LEAK_THRESHOLD);
    this.time = config.time();
    this.totals = totals;
  }

  void borrowed(Lease<?> lease) {
    String thread = Thread.currentThread().getName();
    Instant now = time.now();
    Throwable stack = new Throwable("borrowed by thread '" + thread + "' at " + now);
    out.put(lease, new Borrow(time.nanoTime(), new PoolEvent.Leaked(thread, now, stack)));
  }

  void returned(Lease<?> lease) {
    out.remove(lease);
  }

  /** Reports each overdue lease, once. */
  void report() {
    long now = time.nanoTime();
    out.forEach(
        (lease, borrow) -> {
          if (now - borrow.since >= threshold && out.remove(lease, borrow)) {
            totals.record(borrow.leak);
          }
        });
  }
}
