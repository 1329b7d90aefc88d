package workbook.pool.exercises;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Takes a busy lock for a sign that somebody else closes the lease. But it may be somebody who asks
 * for the connection: then nobody gives it back.
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
    private final ReentrantLock lock = new ReentrantLock();
    private boolean closed;

    Lease(Pool<C> pool, C connection) {
      this.pool = pool;
      this.connection = connection;
    }

    C connection() {
      lock.lock();
      try {
        if (closed) {
          throw new IllegalStateException("The lease is closed");
        }
        return connection;
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      if (!lock.tryLock()) {
        return;
      }
      try {
        if (closed) {
          return;
        }
        closed = true;
      } finally {
        lock.unlock();
      }
      pool.giveBack(connection);
    }
  }

  static <C, R> R call(Pool<C> pool, Work<C, R> work) throws Exception {
    try (Lease<C> lease = new Lease<>(pool, pool.borrow())) {
      return work.apply(lease.connection());
    }
  }
}
