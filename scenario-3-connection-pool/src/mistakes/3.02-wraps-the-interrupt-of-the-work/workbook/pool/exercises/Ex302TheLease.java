package workbook.pool.exercises;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Gives back in any case; but when the work is interrupted, the caller gets an exception that is
 * not the one of the work, and cannot catch what it knows how to handle.
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
    C connection = pool.borrow();
    try (Lease<C> lease = new Lease<>(pool, connection)) {
      return work.apply(lease.connection());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // never swallow an interrupt
      throw new IllegalStateException("Interrupted during the work", e);
    }
  }
}
