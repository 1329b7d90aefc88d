package workbook.pool;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import workbook.pool.ScriptedFactory.Connection;

/** A pool over a scripted factory, in a time that moves only when told. */
abstract class PoolFixture extends FastAwaits {

  final FakeTime time = new FakeTime();
  final ScriptedFactory factory = new ScriptedFactory();
  PoolConfig config;
  ConnectionPool<Connection> pool;

  @AfterEach
  final void closePool() throws Exception {
    if (pool != null) {
      pool.close(ZERO);
    }
  }

  final void open(PoolConfig wanted) {
    config = wanted.withTime(time);
    pool = ConnectionPool.open(factory, config);
  }

  /** Waits until no pool of this JVM has a thread of its own. */
  static void awaitNoPoolThreads() {
    await()
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(
                        thread -> thread.getName().matches("pool-\\d+-(opener|checker|closer)")));
  }

  /** Opens a pool and waits until all its connections are there. */
  final void openFull(int size) {
    open(PoolConfig.ofSize(size));
    awaitIdle(size);
  }

  /**
   * Waits until that many openings have failed and were put off: before that, time must not move.
   * Whatever else a pool puts off, it does for a second or more.
   */
  final void awaitPutOff(int openings) {
    await().until(() -> time.delaysBelow(ofSeconds(1)).size() == openings);
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
