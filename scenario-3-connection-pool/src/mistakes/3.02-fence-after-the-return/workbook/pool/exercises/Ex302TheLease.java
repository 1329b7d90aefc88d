package workbook.pool.exercises;

/** Gives back first and marks afterwards: in between the connection has two users. */
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
    private volatile boolean closed;

    Lease(Pool<C> pool, C connection) {
      this.pool = pool;
      this.connection = connection;
    }

    C connection() {
      if (closed) {
        throw new IllegalStateException("The lease is closed");
      }
      return connection;
    }

    @Override
    public synchronized void close() {
      if (!closed) {
        pool.giveBack(connection);
        closed = true;
      }
    }
  }

  static <C, R> R call(Pool<C> pool, Work<C, R> work) throws Exception {
    try (Lease<C> lease = new Lease<>(pool, pool.borrow())) {
      return work.apply(lease.connection());
    }
  }
}
