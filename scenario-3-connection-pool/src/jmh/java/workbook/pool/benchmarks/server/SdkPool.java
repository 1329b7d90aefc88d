package workbook.pool.benchmarks.server;

import io.milvus.pool.MilvusClientV2Pool;
import io.milvus.pool.PoolConfig;
import io.milvus.v2.client.MilvusClientV2;
import workbook.pool.MilvusSettings;

/** The pool that comes with the SDK, as it comes: it shares up to five clients between callers. */
final class SdkPool implements Arm {

  private static final String KEY = "benchmark";

  private final MilvusClientV2Pool pool;

  SdkPool(MilvusSettings settings) throws ReflectiveOperationException {
    pool = new MilvusClientV2Pool(PoolConfig.builder().build(), Clients.config(settings));
    pool.preparePool(KEY);
  }

  @Override
  public void make(Call call) {
    MilvusClientV2 client = pool.getClient(KEY);
    try {
      call.on(client);
    } finally {
      pool.returnClient(KEY, client);
    }
  }

  /** Those that it has: it closes none while it is busy. */
  @Override
  public long opened() {
    return (long) pool.getActiveClientNumber(KEY) + pool.getIdleClientNumber(KEY);
  }

  @Override
  public void close() {
    pool.close();
  }
}
