package workbook.pool.exercises;

import workbook.kit.exercise.Todo;

/**
 * A lease: the right to use a connection until {@code close()}. It takes care that the connection
 * comes back, once, whatever happens.
 *
 * <p>Write the three methods that are missing. Add the fields you need.
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

    /** The connection was just borrowed from this pool. */
    Lease(Pool<C> pool, C connection) {
      this.pool = pool;
      this.connection = connection;
    }

    /**
     * The connection, as often as you like while the lease is open. Once it is closed the connection
     * may serve someone else, so then this throws an {@code IllegalStateException}, whichever thread
     * asks.
     */
    C connection() {
      return Todo.solve("3.02", "return the connection, or refuse if the lease is closed");
    }

    /** Gives the connection back. Later calls do nothing, from whatever thread they come. */
    @Override
    public void close() {
      Todo.solve("3.02", "give the connection back to the pool, once");
    }
  }

  /**
   * Borrows a connection, does the work and gives the connection back, however the work ends. Returns
   * what the work returns; throws what it throws.
   */
  static <C, R> R call(Pool<C> pool, Work<C, R> work) throws Exception {
    return Todo.solve("3.02", "borrow, do the work, give back on every path");
  }
}
