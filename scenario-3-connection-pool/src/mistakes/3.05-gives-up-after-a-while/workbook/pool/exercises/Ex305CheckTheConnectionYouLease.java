package workbook.pool.exercises;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/** A borrower that finds nothing idle gives up soon, although it was asked to wait. */
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
    Idle<C> taken = idle.poll(100, TimeUnit.MILLISECONDS);
    if (taken == null) {
      throw new TimeoutException("no connection is idle");
    }
    boolean fresh = nanoTime.getAsLong() - taken.sinceNanos() <= checkAfterNanos;
    if (fresh || isAlive(taken.connection())) {
      return taken.connection();
    }
    server.close(taken.connection());
    return server.open();
  }

  private boolean isAlive(C connection) {
    try {
      return server.answers(connection);
    } catch (Exception e) {
      return false;
    }
  }

  void giveBack(C connection) {
    idle.push(new Idle<>(connection, nanoTime.getAsLong()));
  }
}
