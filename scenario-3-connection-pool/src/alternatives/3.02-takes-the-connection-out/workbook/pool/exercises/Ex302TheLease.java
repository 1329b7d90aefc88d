package workbook.pool.exercises;

import java.util.concurrent.atomic.AtomicReference;

/** The lease lets go of its connection; whoever takes it out gives it back. */
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
    private final AtomicReference<C> held;

    Lease(Pool<C> pool, C connection) {
      this.pool = pool;
      this.held = new AtomicReference<>(connection);
    }

    C connection() {
      C connection = held.get();
      if (connection == null) {
        throw new IllegalStateException("The lease is closed");
      }
      return connection;
    }

    @Override
    public void close() {
      C connection = held.getAndSet(null);
      if (connection != null) {
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
