package workbook.pool.exercises;

/** Writes the mark under a lock, and reads it without: a reader may never see it. */
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
    private boolean closed;

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
