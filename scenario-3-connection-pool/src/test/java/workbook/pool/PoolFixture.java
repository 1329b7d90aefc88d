package workbook.pool;

import static java.time.Duration.ZERO;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import workbook.pool.ScriptedFactory.Connection;

/** A pool over a scripted factory, in a time that moves only when told. */
abstract class PoolFixture extends FastAwaits {

  final FakeTime time = new FakeTime();
  final ScriptedFactory factory = new ScriptedFactory();
  ConnectionPool<Connection> pool;

  @AfterEach
  final void closePool() throws Exception {
    if (pool != null) {
      pool.close(ZERO);
    }
  }

  final void open(PoolConfig.Builder config) {
    pool = ConnectionPool.open(factory, config.time(time).build());
  }

  /** Opens a pool and waits until all its connections are there. */
  final void openFull(int size) {
    open(PoolConfig.builder().size(size));
    awaitIdle(size);
  }

  final void awaitIdle(int count) {
    await().until(() -> pool.stats().idle() == count);
  }

  /** Borrows that many connections, which must be free. */
  final List<Lease<Connection>> borrowAll(int count) throws InterruptedException {
    List<Lease<Connection>> leases = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      leases.add(pool.borrow(ZERO));
    }
    return leases;
  }
}
