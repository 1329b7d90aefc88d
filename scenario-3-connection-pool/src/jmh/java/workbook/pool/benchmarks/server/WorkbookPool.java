package workbook.pool.benchmarks.server;

import io.milvus.v2.client.MilvusClientV2;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import workbook.pool.ConnectionPool;
import workbook.pool.MilvusPools;
import workbook.pool.MilvusSettings;
import workbook.pool.PoolConfig;

/** The reference pool. */
final class WorkbookPool implements Arm {

  /** Room for every caller on any one connection: a shared lease never waits here. */
  static final int SHARED = 100;

  private static final Duration BORROW_DEADLINE = Duration.ofMinutes(1);

  private final ConnectionPool<MilvusClientV2> pool;

  WorkbookPool(MilvusSettings settings, int size, int leasesPerConnection)
      throws InterruptedException {
    pool =
        MilvusPools.open(
            settings,
            PoolConfig.ofSize(size)
                .withLeasesPerConnection(leasesPerConnection)
                .with(PoolConfig.Timing.BORROW_DEADLINE, BORROW_DEADLINE));
    while (pool.stats().idle() < size) {
      TimeUnit.MILLISECONDS.sleep(1); // the pool opens all but the first in the background
    }
  }

  @Override
  public void make(Call call) throws InterruptedException {
    pool.call(
        connection -> {
          call.on(connection);
          return null;
        });
  }

  @Override
  public long opened() {
    return pool.stats().opened();
  }

  @Override
  public void close() {
    pool.close();
  }
}
