package workbook.pool;

import static java.time.Duration.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.pool.ScriptedFactory.Connection;

class PoolMetricsTest extends PoolFixture {

  @Test
  @DisplayName("the meters show what the statistics say, at the time of looking")
  void showsTheStatistics() throws Exception {
    openFull(3);
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    new PoolMetrics(pool, "search").bindTo(registry);
    Lease<Connection> lease = pool.borrow(ZERO);

    assertThat(registry.getMeters().stream().map(meter -> meter.getId().getName()))
        .containsOnly(
            "pool.size",
            "pool.connections",
            "pool.leases",
            "pool.waiting",
            "pool.borrowed",
            "pool.timeouts",
            "pool.opened",
            "pool.open.failures",
            "pool.closed",
            "pool.invalidated",
            "pool.leaked");
    assertThat(registry.get("pool.opened").functionCounter().count()).isEqualTo(3);
    assertThat(registry.get("pool.size").tag("pool", "search").gauge().value()).isEqualTo(3);
    assertThat(registry.get("pool.connections").tag("state", "leased").gauge().value())
        .isEqualTo(1);
    assertThat(registry.get("pool.connections").tag("state", "idle").gauge().value()).isEqualTo(2);
    assertThat(registry.get("pool.borrowed").functionCounter().count()).isEqualTo(1);
    lease.close();
    assertThat(registry.get("pool.leases").gauge().value()).isZero();
    assertThat(registry.get("pool.connections").tag("state", "idle").gauge().value()).isEqualTo(3);
  }
}
