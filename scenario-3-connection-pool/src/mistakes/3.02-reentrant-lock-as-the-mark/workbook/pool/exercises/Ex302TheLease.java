package workbook.pool.exercises;

import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock that is taken once and never unlocked is the mark. But a ReentrantLock lets its owner in
 * again: the same thread that closes twice gives the connection back twice.
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

    /** Locked for ever by the first close. */
    private final ReentrantLock closed = new ReentrantLock();

    Lease(Pool<C> pool, C connection) {
      this.pool = pool;
      this.connection = connection;
    }

    C connection() {
      if (closed.isLocked()) {
        throw new IllegalStateException("The lease is closed");
      }
      return connection;
    }

    @Override
    public void close() {
      if (closed.tryLock()) { // of two threads one succeeds
        pool.giveBack(connection);
      }
    }
  }

  static <C, R> R call(Pool<C> pool, Work<C, R> work) throws Exception {
    try (Lease<C> lease = new Lease<>(pool, pool.borrow())) {
      return work.apply(lease.connection());
    }
  }
}
