package workbook.pool;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
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
    gauge(registry, "pool.size", Tags.empty(), PoolStats::size);
    gauge(registry, "pool.connections", Tags.of("state", "idle"), PoolStats::idle);
    gauge(registry, "pool.connections", Tags.of("state", "leased"), PoolStats::leased);
    gauge(registry, "pool.connections", Tags.of("state", "repairing"), PoolStats::repairing);
    gauge(registry, "pool.connections", Tags.of("state", "closing"), PoolStats::closing);
    gauge(registry, "pool.leases", Tags.empty(), PoolStats::leases);
    gauge(registry, "pool.waiting", Tags.empty(), PoolStats::waiting);
    counter(registry, "pool.borrowed", PoolStats::borrowed);
    counter(registry, "pool.timeouts", PoolStats::timeouts);
    counter(registry, "pool.opened", PoolStats::opened);
    counter(registry, "pool.open.failures", PoolStats::openFailures);
    counter(registry, "pool.closed", PoolStats::closed);
    counter(registry, "pool.invalidated", PoolStats::invalidated);
    counter(registry, "pool.leaked", PoolStats::leaked);
  }

  private void gauge(
      MeterRegistry registry, String meter, Tags tags, ToDoubleFunction<PoolStats> value) {
    Gauge.builder(meter, pool, of -> value.applyAsDouble(of.stats()))
        .tags(tags.and("pool", name))
        .register(registry);
  }

  private void counter(MeterRegistry registry, String meter, ToDoubleFunction<PoolStats> value) {
    FunctionCounter.builder(meter, pool, of -> value.applyAsDouble(of.stats()))
        .tags("pool", name)
        .register(registry);
  }
}
