package workbook.pool.exercises;

/** The lock of the lease guards the flag; it is not held while the connection goes back. */
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
    public void close() {
      synchronized (this) {
        if (closed) {
          return;
        }
        closed = true;
      }
      pool.giveBack(connection);
    }
  }

  static <C, R> R call(Pool<C> pool, Work<C, R> work) throws Exception {
    C connection = pool.borrow();
    try {
      return work.apply(connection);
    } finally {
      pool.giveBack(connection);
    }
  }
}
