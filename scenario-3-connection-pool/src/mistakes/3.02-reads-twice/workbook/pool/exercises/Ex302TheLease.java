package workbook.pool.exercises;

/**
 * A volatile field is read once for the check and again for the result: if the lease is closed in
 * between, the user gets null.
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

    /** Null once the lease is closed. */
    private volatile C current;

    Lease(Pool<C> pool, C connection) {
      this.pool = pool;
      this.current = connection;
    }

    C connection() {
      if (current == null) {
        throw new IllegalStateException("The lease is closed");
      }
      return current;
    }

    @Override
    public void close() {
      C connection;
      synchronized (this) { // of two that close, one finds it
        connection = current;
        current = null;
      }
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
