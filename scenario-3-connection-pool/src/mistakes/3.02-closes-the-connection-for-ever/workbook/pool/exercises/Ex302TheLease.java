package workbook.pool.exercises;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Marks the connection as closed, not the lease, and never takes that back: the next lease of the
 * same connection does not give it back any more.
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

    /** The connections of closed leases. */
    private static final Set<Object> CLOSED = ConcurrentHashMap.newKeySet();

    private final Pool<C> pool;
    private final C connection;

    Lease(Pool<C> pool, C connection) {
      this.pool = pool;
      this.connection = connection;
    }

    C connection() {
      if (CLOSED.contains(connection)) {
        throw new IllegalStateException("The lease is closed");
      }
      return connection;
    }

    @Override
    public void close() {
      if (CLOSED.add(connection)) {
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
