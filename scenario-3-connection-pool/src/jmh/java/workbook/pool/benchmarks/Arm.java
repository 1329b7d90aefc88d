package workbook.pool.benchmarks;

import com.zaxxer.hikari.util.ConcurrentBag;
import com.zaxxer.hikari.util.ConcurrentBag.IConcurrentBagEntry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.vibur.objectpool.ConcurrentPool;
import org.vibur.objectpool.PoolService;
import org.vibur.objectpool.util.ConcurrentLinkedQueueCollection;
import stormpot.Allocator;
import stormpot.Pool;
import stormpot.Poolable;
import stormpot.Slot;
import stormpot.Timeout;
import workbook.pool.ConnectionFactory;
import workbook.pool.ConnectionPool;
import workbook.pool.Lease;
import workbook.pool.PoolConfig;

/**
 * A pool to compare, with connections that cost nothing: only borrowing and returning is measured.
 */
interface Arm extends AutoCloseable {

  /** Borrows, does the work, returns. */
  void use(Work work) throws Exception;

  @Override
  default void close() throws Exception {}

  /** What is done with the connection. */
  interface Work {
    /** Does it. */
    void with(Object connection);
  }

  /** The arm of this name. */
  static Arm named(String name, int size) throws Exception {
    return switch (name) {
      case "workbook" -> new Workbook(size, 1, PoolConfig.NEVER);
      case "workbook, leak detection" -> new Workbook(size, 1, Duration.ofMinutes(1));
      case "workbook, shared x100" -> new Workbook(size, 100, PoolConfig.NEVER);
      case "stormpot" -> new Stormpot(size);
      case "HikariCP bag" -> new HikariBag(size);
      case "commons-pool2" -> new CommonsPool(size);
      case "vibur" -> new Vibur(size);
      case "ArrayBlockingQueue" -> new BlockingQueueArm(size);
      case "Semaphore + deque" -> new SemaphoreArm(size);
      default -> throw new IllegalArgumentException("no such arm: " + name);
    };
  }

  /** The reference pool. */
  final class Workbook implements Arm {
    private final ConnectionPool<Object> pool;

    Workbook(int size, int leasesPerConnection, Duration leakThreshold)
        throws InterruptedException {
      pool =
          ConnectionPool.open(
              new Objects(),
              PoolConfig.builder()
                  .size(size)
                  .leasesPerConnection(leasesPerConnection)
                  .leakThreshold(leakThreshold)
                  .patience(Duration.ofMillis(Integer.getInteger("patience", 20)))
                  .build());
      while (pool.stats().idle() < size) {
        TimeUnit.MILLISECONDS.sleep(1);
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

  /** Stormpot's default pool, {@code claim}. */
  final class Stormpot implements Arm {
    private static final Timeout TIMEOUT = new Timeout(5, TimeUnit.SECONDS);
    private final Pool<Pooled> pool;

    Stormpot(int size) {
      pool =
          Pool.from(
                  new Allocator<Pooled>() {
                    @Override
                    public Pooled allocate(Slot slot) {
                      return new Pooled(slot);
                    }

                    @Override
                    public void deallocate(Pooled pooled) {}
                  })
              .setSize(size)
              .build();
    }

    @Override
    public void use(Work work) throws InterruptedException {
      Pooled pooled = pool.claim(TIMEOUT);
      try {
        work.with(pooled);
      } finally {
        pooled.release();
      }
    }

    @Override
    public void close() throws InterruptedException {
      pool.shutdown().await(TIMEOUT);
    }

    private record Pooled(Slot slot) implements Poolable {
      @Override
      public void release() {
        slot.release(this);
      }
    }
  }

  /** HikariCP's concurrent bag, without the rest of HikariCP. */
  final class HikariBag implements Arm {
    private final ConcurrentBag<Entry> bag = new ConcurrentBag<>(waiting -> {});

    HikariBag(int size) {
      for (int i = 0; i < size; i++) {
        bag.add(new Entry());
      }
    }

    @Override
    public void use(Work work) throws InterruptedException {
      Entry entry = bag.borrow(5, TimeUnit.SECONDS);
      try {
        work.with(entry);
      } finally {
        bag.requite(entry);
      }
    }

    private static final class Entry implements IConcurrentBagEntry {
      private final AtomicInteger state = new AtomicInteger();

      @Override
      public boolean compareAndSet(int expected, int next) {
        return state.compareAndSet(expected, next);
      }

      @Override
      public void setState(int next) {
        state.set(next);
      }

      @Override
      public int getState() {
        return state.get();
      }
    }
  }

  /** Apache commons-pool2. */
  final class CommonsPool implements Arm {
    private final GenericObjectPool<Object> pool;

    CommonsPool(int size) throws Exception {
      GenericObjectPoolConfig<Object> config = new GenericObjectPoolConfig<>();
      config.setMaxTotal(size);
      config.setMaxIdle(size);
      config.setJmxEnabled(false);
      pool =
          new GenericObjectPool<>(
              new BasePooledObjectFactory<>() {
                @Override
                public Object create() {
                  return new Object();
                }

                @Override
                public PooledObject<Object> wrap(Object object) {
                  return new DefaultPooledObject<>(object);
                }
              },
              config);
      pool.addObjects(size);
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
  }

  /** Vibur's object pool. */
  final class Vibur implements Arm {
    private final PoolService<Object> pool;

    Vibur(int size) {
      pool =
          new ConcurrentPool<>(
              new ConcurrentLinkedQueueCollection<>(),
              new org.vibur.objectpool.PoolObjectFactory<>() {
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
              },
              size,
              size,
              false);
    }

    @Override
    public void use(Work work) {
      Object object = pool.take();
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
  }

  /** The way of the original sketch. */
  final class BlockingQueueArm implements Arm {
    private final BlockingQueue<Object> idle;

    BlockingQueueArm(int size) {
      idle = new ArrayBlockingQueue<>(size);
      for (int i = 0; i < size; i++) {
        idle.add(new Object());
      }
    }

    @Override
    public void use(Work work) throws InterruptedException {
      Object object = idle.poll(5, TimeUnit.SECONDS);
      try {
        work.with(object);
      } finally {
        idle.add(object);
      }
    }
  }

  /** A semaphore for the bound and a locked deque for the connections. */
  final class SemaphoreArm implements Arm {
    private final Semaphore free;
    private final ArrayDeque<Object> idle = new ArrayDeque<>();

    SemaphoreArm(int size) {
      free = new Semaphore(size);
      for (int i = 0; i < size; i++) {
        idle.add(new Object());
      }
    }

    @Override
    public void use(Work work) throws InterruptedException {
      free.tryAcquire(5, TimeUnit.SECONDS);
      Object object;
      synchronized (idle) {
        object = idle.pop();
      }
      try {
        work.with(object);
      } finally {
        synchronized (idle) {
          idle.push(object);
        }
        free.release();
      }
    }
  }
}
