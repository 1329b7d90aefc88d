package workbook.pool.exercises;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** A volatile field, asked and written in one step by a handle; no object beside the lease. */
final class Ex302TheLease {

  interface Pool<C> {
    C borrow() throws InterruptedException;

    void giveBack(C connection);
  }

  interface Work<C, R> {
    R apply(C connection) throws Exception;
  }

  static final class Lease<C> implements AutoCloseable {

    private static final VarHandle CLOSED = handle();

    private final Pool<C> pool;
    private final C connection;

    @SuppressWarnings("UnusedVariable") // written through the handle
    private volatile boolean closed;

    Lease(Pool<C> pool, C connection) {
      this.pool = pool;
      this.connection = connection;
    }

    private static VarHandle handle() {
      try {
        return MethodHandles.lookup().findVarHandle(Lease.class, "closed", boolean.class);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    C connection() {
      if (closed) {
        throw new IllegalStateException("The lease is closed");
      }
      return connection;
    }

    @Override
    public void close() {
      if (CLOSED.compareAndSet(this, false, true)) {
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
