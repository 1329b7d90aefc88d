package workbook.pool;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static workbook.pool.ScriptedFactory.fails;
import static workbook.pool.ScriptedFactory.succeeds;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.pool.ScriptedFactory.Connection;

/** What a listener hears. */
class EventsTest extends PoolFixture {

  private final List<PoolEvent> events = new CopyOnWriteArrayList<>();

  @Test
  @DisplayName("a listener hears what happens to a connection, in order, with its reasons")
  void inOrder() throws Exception {
    factory.opening(succeeds(), fails("refused"));
    open(PoolConfig.ofSize(1).withListener(events::add));
    Lease<Connection> lease = pool.borrow(ZERO);
    assertThatThrownBy(() -> pool.borrow(ZERO)).isInstanceOf(PoolExhaustedException.class);
    lease.invalidate(new Exception("cut"));
    lease.close();
    awaitPutOff(1);
    time.advance(ofMillis(50));
    awaitIdle(1);

    assertThat(events)
        .extracting(Object::getClass)
        .containsExactly(
            PoolEvent.Opened.class,
            PoolEvent.Exhausted.class,
            PoolEvent.Invalidated.class,
            PoolEvent.Closed.class,
            PoolEvent.OpenFailed.class,
            PoolEvent.Opened.class);
    assertThat(events.get(1).toString()).contains("No connection came free");
    assertThat(events.get(2).toString()).contains("cut");
    assertThat(events.get(4).toString()).contains("refused");
    assertThat(pool.stats())
        .extracting(PoolStats::opened, PoolStats::closed, PoolStats::openFailures)
        .containsExactly(2L, 1L, 1L);
  }
}
