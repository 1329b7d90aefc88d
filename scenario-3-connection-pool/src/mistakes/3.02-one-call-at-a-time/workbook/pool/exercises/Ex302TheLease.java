package workbook.pool.exercises;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Holds a lock of the whole pool while it works: there are many connections, and one of them only
 * is ever in use.
 */
final class Ex302TheLease {

  interface Pool<C> {
    C borrow() throws InterruptedException;

    void giveBack(C connection);
  }

  interface Work<C, R> {
    R apply(C connection) throws Exception;
  }

  static final class Lease<C> implements AutoCloseable {

    private final Pool<C> pool;
    private final C connection;
    private final AtomicBoolean closed = new AtomicBoolean();

    Lease(Pool<C> pool, C connection) {
      this.pool = pool;
      this.connection = connection;
    }

    C connection() {
      if (closed.get()) {
        throw new IllegalStateException("The lease is closed");
      }
      return connection;
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        pool.giveBack(connection);
      }
    }
  }

  static <C, R> R call(Pool<C> pool, Work<C, R> work) throws Exception {
    synchronized (pool) {
      try (Lease<C> lease = new Lease<>(pool, pool.borrow())) {
        return work.apply(lease.connection());
      }
    }
  }
}
