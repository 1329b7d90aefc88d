package workbook.pool.benchmarks.server;

import io.milvus.v2.client.MilvusClientV2;
import java.time.Duration;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import workbook.pool.MilvusSettings;

/** Apache commons-pool2 around the SDK's client: what many would write themselves. */
final class CommonsPool implements Arm {

  private static final Duration BORROW_DEADLINE = Duration.ofMinutes(1);

  private final GenericObjectPool<MilvusClientV2> pool;

  CommonsPool(MilvusSettings settings, int size) throws Exception {
    GenericObjectPoolConfig<MilvusClientV2> config = new GenericObjectPoolConfig<>();
    config.setMaxTotal(size);
    config.setMaxIdle(size);
    config.setMaxWait(BORROW_DEADLINE);
    config.setJmxEnabled(false);
    pool = new GenericObjectPool<>(new Factory(new Clients(settings)), config);
    pool.addObjects(size);
  }

  @Override
  public void make(Call call) throws Exception {
    MilvusClientV2 client = pool.borrowObject();
    try {
      call.on(client);
    } finally {
      pool.returnObject(client);
    }
  }

  @Override
  public long opened() {
    return pool.getCreatedCount();
  }

  @Override
  public void close() {
    pool.close();
  }

  private static final class Factory extends BasePooledObjectFactory<MilvusClientV2> {
    private final Clients clients;

    Factory(Clients clients) {
      this.clients = clients;
    }

    @Override
    public MilvusClientV2 create() {
      return clients.open();
    }

    @Override
    public PooledObject<MilvusClientV2> wrap(MilvusClientV2 client) {
      return new DefaultPooledObject<>(client);
    }

    @Override
    public void destroyObject(PooledObject<MilvusClientV2> pooled) {
      Clients.close(pooled.getObject());
    }
  }
}
