package workbook.pool.exercises;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.function.LongSupplier;

/**
 * Expects a failed call or a bug of the check; after any other exception the borrower gets that,
 * and the connection is gone from the pool.
 */
final class Ex305CheckTheConnectionYouLease<C> {

  interface Server<C> {
    C open() throws Exception;

    boolean answers(C connection) throws Exception;

    void close(C connection);
  }

  private record Idle<C>(C connection, long sinceNanos) {}

  private final Server<C> server;
  private final long checkAfterNanos;
  private final LongSupplier nanoTime;
  private final BlockingDeque<Idle<C>> idle = new LinkedBlockingDeque<>();

  Ex305CheckTheConnectionYouLease(
      List<C> connections, Server<C> server, Duration checkAfter, LongSupplier nanoTime) {
    this.server = server;
    this.checkAfterNanos = checkAfter.toNanos();
    this.nanoTime = nanoTime;
    connections.forEach(this::giveBack);
  }

  C borrow() throws Exception {
    Idle<C> taken = idle.take();
    boolean fresh = nanoTime.getAsLong() - taken.sinceNanos() <= checkAfterNanos;
    if (fresh || isAlive(taken.connection())) {
      return taken.connection();
    }
    server.close(taken.connection());
    return server.open();
  }

  private boolean isAlive(C connection) throws Exception {
    try {
      return server.answers(connection);
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  void giveBack(C connection) {
    idle.push(new Idle<>(connection, nanoTime.getAsLong()));
  }
}
