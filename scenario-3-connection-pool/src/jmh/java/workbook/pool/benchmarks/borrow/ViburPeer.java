package workbook.pool.benchmarks.borrow;

import java.util.concurrent.TimeUnit;
import org.vibur.objectpool.ConcurrentPool;
import org.vibur.objectpool.PoolObjectFactory;
import org.vibur.objectpool.PoolService;
import org.vibur.objectpool.util.ConcurrentLinkedQueueCollection;

/** Vibur's object pool, not fair, as the others. */
final class ViburPeer implements Peer {

  private final PoolService<Object> pool;

  ViburPeer(int size) {
    pool =
        new ConcurrentPool<>(
            new ConcurrentLinkedQueueCollection<>(), new Objects(), size, size, false);
  }

  @Override
  public void use(Work work) {
    Object object = pool.tryTake(DEADLINE_SECONDS, TimeUnit.SECONDS);
    if (object == null) {
      throw new IllegalStateException("nothing could be taken in " + DEADLINE_SECONDS + " s");
    }
    try {
      work.with(object);
    } finally {
      pool.restore(object);
    }
  }

  @Override
  public void close() {
    pool.terminate();
  }

  private static final class Objects implements PoolObjectFactory<Object> {
    @Override
    public Object create() {
      return new Object();
    }

    @Override
    public boolean readyToTake(Object object) {
      return true;
    }

    @Override
    public boolean readyToRestore(Object object) {
      return true;
    }

    @Override
    public void destroy(Object object) {}
  }
}
