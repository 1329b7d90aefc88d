package workbook.pool.exercises;

import java.util.concurrent.atomic.AtomicBoolean;

/** One connection for the lease and another one for the work: the second never comes back. */
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
    try (Lease<C> lease = new Lease<>(pool, pool.borrow())) {
      return work.apply(pool.borrow());
    }
  }
}
