package workbook.pool.exercises;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers which connections are leased, not which leases are open. When the pool lends the same
 * connection again, the old lease is valid again too, and a late second close() takes the
 * connection away from its new user.
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

    /** The connections that are out at the moment. */
    private static final Set<Object> LEASED = ConcurrentHashMap.newKeySet();

    private final Pool<C> pool;
    private final C connection;

    Lease(Pool<C> pool, C connection) {
      this.pool = pool;
      this.connection = connection;
      LEASED.add(connection);
    }

    C connection() {
      if (!LEASED.contains(connection)) {
        throw new IllegalStateException("The connection is not leased any more");
      }
      return connection;
    }

    @Override
    public void close() {
      if (LEASED.remove(connection)) { // one step: true for one thread only
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
