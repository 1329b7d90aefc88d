package workbook.pool.benchmarks.borrow;

import java.time.Duration;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.AbandonedConfig;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;

/** Apache commons-pool2. */
final class CommonsPeer implements Peer {

  private final GenericObjectPool<Object> pool;

  CommonsPeer(int size, boolean leakDetection) throws Exception {
    GenericObjectPoolConfig<Object> config = new GenericObjectPoolConfig<>();
    config.setMaxTotal(size);
    config.setMaxIdle(size);
    config.setMaxWait(Duration.ofSeconds(DEADLINE_SECONDS));
    config.setJmxEnabled(false);
    pool = new GenericObjectPool<>(new Objects(), config);
    if (leakDetection) {
      pool.setAbandonedConfig(abandoned());
    }
    pool.addObjects(size);
  }

  private static AbandonedConfig abandoned() {
    AbandonedConfig config = new AbandonedConfig();
    config.setLogAbandoned(true); // remembers each borrower's stack
    config.setRemoveAbandonedOnMaintenance(true);
    config.setRemoveAbandonedTimeout(WorkbookPeer.LEAK_THRESHOLD);
    return config;
  }

  @Override
  public void use(Work work) throws Exception {
    Object object = pool.borrowObject();
    try {
      work.with(object);
    } finally {
      pool.returnObject(object);
    }
  }

  @Override
  public void close() {
    pool.close();
  }

  private static final class Objects extends BasePooledObjectFactory<Object> {
    @Override
    public Object create() {
      return new Object();
    }

    @Override
    public PooledObject<Object> wrap(Object object) {
      return new DefaultPooledObject<>(object);
    }
  }
}
