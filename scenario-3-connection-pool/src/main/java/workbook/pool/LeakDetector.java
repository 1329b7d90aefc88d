package workbook.pool;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Remembers who borrowed, and reports leases that have been out for too long. Exists only in pools
 * that ask for it: a stack trace for every borrow costs a thousand times as much as the borrow.
 */
final class LeakDetector {

  private record Borrow(long since, PoolListener.Leak leak) {}

  private final long threshold;
  private final TimeSource time;
  private final Map<Lease<?>, Borrow> out = new ConcurrentHashMap<>();

  LeakDetector(PoolConfig config) {
    this.threshold = config.leakThreshold().toNanos();
    this.time = config.time();
  }

  void borrowed(Lease<?> lease) {
    String thread = Thread.currentThread().getName();
    Instant now = time.now();
    Throwable stack = new Throwable("borrowed by thread '" + thread + "' at " + now);
    out.put(lease, new Borrow(time.nanoTime(), new PoolListener.Leak(thread, now, stack)));
  }

  void returned(Lease<?> lease) {
    out.remove(lease);
  }

  /** Reports each overdue lease, once. */
  void report(Consumer<PoolListener.Leak> report) {
    long now = time.nanoTime();
    out.forEach(
        (lease, borrow) -> {
          if (now - borrow.since >= threshold && out.remove(lease, borrow)) {
            report.accept(borrow.leak);
          }
        });
  }
}
