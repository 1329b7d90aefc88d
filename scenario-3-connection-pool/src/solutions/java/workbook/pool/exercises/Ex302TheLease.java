package workbook.pool.exercises;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A lease: the right to use a connection until {@code close()}. It takes care that the connection
 * comes back, once, whatever happens.
 */
final class Ex302TheLease {

  /** Lends connections and takes them back. */
  interface Pool<C> {
    C borrow() throws InterruptedException;

    void giveBack(C connection);
  }

  /** Something to do with a connection. */
  interface Work<C, R> {
    R apply(C connection) throws Exception;
  }

  static final class Lease<C> implements AutoCloseable {

    private final Pool<C> pool;
    private final C connection;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** The connection was just borrowed from this pool. */
    Lease(Pool<C> pool, C connection) {
      this.pool = pool;
      this.connection = connection;
    }

    C connection() {
      if (closed.get()) {
        throw new IllegalStateException("This lease is closed: its connection may serve another.");
      }
      return connection;
    }

    @Override
    public void close() {
      // Asking and marking are one step: of two threads that close, one sees "false". And the mark
      // is there before the connection goes back, or two users could have it for a moment.
      if (closed.compareAndSet(false, true)) {
        pool.giveBack(connection);
      }
    }
  }

  static <C, R> R call(Pool<C> pool, Work<C, R> work) throws Exception {
    // Closed after a result, an exception and an Error; not if there was nothing to borrow.
    try (Lease<C> lease = new Lease<>(pool, pool.borrow())) {
      return work.apply(lease.connection());
    }
  }
}
