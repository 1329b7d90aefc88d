package workbook.pool.benchmarks.borrow;

import java.util.concurrent.TimeUnit;
import stormpot.Allocator;
import stormpot.Expiration;
import stormpot.Pool;
import stormpot.PoolBuilder;
import stormpot.Poolable;
import stormpot.Slot;
import stormpot.Timeout;

/**
 * Stormpot's {@code claim}. Its pool by default lets connections expire, and for that reads the
 * clock at every claim; without, it is at its fastest.
 */
final class StormpotPeer implements Peer {

  private static final Timeout DEADLINE = new Timeout(DEADLINE_SECONDS, TimeUnit.SECONDS);

  private final Pool<Pooled> pool;

  StormpotPeer(int size, boolean expiring) {
    PoolBuilder<Pooled> builder = Pool.from(new Pooleds()).setSize(size);
    pool = (expiring ? builder : builder.setExpiration(Expiration.never())).build();
  }

  @Override
  public void use(Work work) throws InterruptedException {
    Pooled pooled = pool.claim(DEADLINE);
    if (pooled == null) {
      throw new IllegalStateException("nothing could be claimed in " + DEADLINE_SECONDS + " s");
    }
    try {
      work.with(pooled);
    } finally {
      pooled.release();
    }
  }

  @Override
  public void close() {
    try {
      pool.shutdown().await(DEADLINE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private record Pooled(Slot slot) implements Poolable {
    @Override
    public void release() {
      slot.release(this);
    }
  }

  private static final class Pooleds implements Allocator<Pooled> {
    @Override
    public Pooled allocate(Slot slot) {
      return new Pooled(slot);
    }

    @Override
    public void deallocate(Pooled pooled) {}
  }
}
