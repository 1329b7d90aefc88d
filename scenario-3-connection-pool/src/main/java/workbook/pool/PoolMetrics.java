package workbook.pool;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * Publishes a pool's {@link PoolStats} through Micrometer. Gauges: {@code pool.size}, {@code
 * pool.connections} by {@code state} (idle, leased, repairing, closing), {@code pool.leases},
 * {@code pool.waiting}. Counters: {@code pool.borrowed}, {@code pool.timeouts}, {@code
 * pool.opened}, {@code pool.open.failures}, {@code pool.closed}, {@code pool.invalidated}, {@code
 * pool.leaked}. All have the tag {@code pool}.
 *
 * <p>Costs the pool nothing between two scrapes. The only class that needs Micrometer.
 */
public final class PoolMetrics implements MeterBinder {

  private final ConnectionPool<?> pool;
  private final String name;

  /**
   * A binder for one pool.
   *
   * @param name the value of the tag {@code pool}
   */
  public PoolMetrics(ConnectionPool<?> pool, String name) {
    this.pool = Objects.requireNonNull(pool, "pool");
    this.name = Objects.requireNonNull(name, "name");
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Tags tags = Tags.of("pool", name);
    registry.gauge("pool.size", tags, pool, of -> of.stats().size());
    state(registry, "idle", PoolStats::idle);
    state(registry, "leased", PoolStats::leased);
    state(registry, "repairing", PoolStats::repairing);
    state(registry, "closing", PoolStats::closing);
    registry.gauge("pool.leases", tags, pool, of -> of.stats().leases());
    registry.gauge("pool.waiting", tags, pool, of -> of.stats().waiting());
    var counters = registry.more();
    counters.counter("pool.borrowed", tags, pool, of -> of.stats().borrowed());
    counters.counter("pool.timeouts", tags, pool, of -> of.stats().timeouts());
    counters.counter("pool.opened", tags, pool, of -> of.stats().opened());
    counters.counter("pool.open.failures", tags, pool, of -> of.stats().openFailures());
    counters.counter("pool.closed", tags, pool, of -> of.stats().closed());
    counters.counter("pool.invalidated", tags, pool, of -> of.stats().invalidated());
    counters.counter("pool.leaked", tags, pool, of -> of.stats().leaked());
  }

  private void state(MeterRegistry registry, String state, ToDoubleFunction<PoolStats> count) {
    Tags tags = Tags.of("pool", name, "state", state);
    registry.gauge("pool.connections", tags, pool, of -> count.applyAsDouble(of.stats()));
  }
}
