package workbook.pool.examples;

import io.milvus.v2.client.MilvusClientV2;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import workbook.pool.ConnectionFactory;
import workbook.pool.MilvusConnectionFactory;
import workbook.pool.MilvusSettings;

/** Counts how many connections are open, and were at most; from before opening to after closing. */
final class CountingFactory implements ConnectionFactory<MilvusClientV2> {

  private final MilvusConnectionFactory factory;
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  CountingFactory(MilvusSettings settings) {
    factory = new MilvusConnectionFactory(settings);
  }

  @Override
  public MilvusClientV2 open() throws Exception {
    most.accumulateAndGet(open.incrementAndGet(), Math::max);
    try {
      return factory.open();
    } catch (Exception e) {
      open.decrementAndGet();
      throw e;
    }
  }

  @Override
  public void check(MilvusClientV2 connection, Duration atMost) throws Exception {
    factory.check(connection, atMost);
  }

  @Override
  public void close(MilvusClientV2 connection) throws InterruptedException {
    factory.close(connection);
    open.decrementAndGet();
  }

  @Override
  public Damage damage(Throwable failure) {
    return factory.damage(failure);
  }

  int openNow() {
    return open.get();
  }

  int mostOpen() {
    return most.get();
  }
}
