package workbook.pool;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what happened and tells the listener; never on the fast path of a borrow. */
final class Totals {

  private static final Logger log = LoggerFactory.getLogger(Totals.class);

  private final Map<Class<?>, Long> counts = new ConcurrentHashMap<>();
  private final Consumer<PoolEvent> listener;

  Totals(Consumer<PoolEvent> listener) {
    this.listener = listener;
  }

  void record(PoolEvent event) {
    counts.merge(event.getClass(), 1L, Long::sum);
    try {
      listener.accept(event);
    } catch (Throwable e) { // even an Error: what the pool does next must be done
      log.warn("A pool listener failed; the pool goes on", e);
    }
  }

  /** How many events of a kind there were. */
  long of(Class<? extends PoolEvent> kind) {
    return counts.getOrDefault(kind, 0L);
  }
}
