package workbook.pool.exercises;

import java.util.concurrent.atomic.AtomicReference;

/**
 * A lease as a ticket that is torn when it is used: the connection is told once, and who asks again
 * is refused although the lease is open.
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

    private enum State {
      NEW,
      IN_USE,
      CLOSED
    }

    private final Pool<C> pool;
    private final C connection;
    private final AtomicReference<State> state = new AtomicReference<>(State.NEW);

    Lease(Pool<C> pool, C connection) {
      this.pool = pool;
      this.connection = connection;
    }

    C connection() {
      if (!state.compareAndSet(State.NEW, State.IN_USE)) {
        throw new IllegalStateException("The lease is " + state.get());
      }
      return connection;
    }

    @Override
    public void close() {
      if (state.getAndSet(State.CLOSED) != State.CLOSED) {
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
