package workbook.pool.benchmarks.borrow;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import workbook.pool.ConnectionFactory;
import workbook.pool.ConnectionPool;
import workbook.pool.Lease;
import workbook.pool.PoolConfig;
import workbook.pool.PoolConfig.Timing;

/** The reference pool. */
final class WorkbookPeer implements Peer {

  /** Far beyond any hold: what is measured is the watching, not the reporting. */
  static final Duration LEAK_THRESHOLD = Duration.ofMinutes(1);

  private final ConnectionPool<Object> pool;

  WorkbookPeer(int size, int leasesPerConnection, Duration leakThreshold)
      throws InterruptedException {
    pool =
        ConnectionPool.open(
            new Objects(),
            PoolConfig.ofSize(size)
                .withLeasesPerConnection(leasesPerConnection)
                .with(Timing.LEAK_THRESHOLD, leakThreshold)
                .with(Timing.BORROW_DEADLINE, Duration.ofSeconds(DEADLINE_SECONDS)));
    while (pool.stats().idle() < size) {
      TimeUnit.MILLISECONDS.sleep(1); // the pool opens all but the first in the background
    }
  }

  @Override
  public void use(Work work) throws InterruptedException {
    try (Lease<Object> lease = pool.borrow()) {
      work.with(lease.connection());
    }
  }

  @Override
  public void close() {
    pool.close();
  }

  private static final class Objects implements ConnectionFactory<Object> {
    @Override
    public Object open() {
      return new Object();
    }

    @Override
    public void check(Object connection, Duration atMost) {}

    @Override
    public void close(Object connection) {}
  }
}
