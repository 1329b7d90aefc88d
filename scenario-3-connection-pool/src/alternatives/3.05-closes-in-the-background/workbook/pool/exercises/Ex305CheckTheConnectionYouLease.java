package workbook.pool.exercises;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.function.LongSupplier;

/** A thread of the pool's own closes what is dead: the borrower has no use for that. */
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
  private final ExecutorService closer =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "closes dead connections");
            thread.setDaemon(true);
            return thread;
          });

  Ex305CheckTheConnectionYouLease(
      List<C> connections, Server<C> server, Duration checkAfter, LongSupplier nanoTime) {
    this.server = server;
    this.checkAfterNanos = checkAfter.toNanos();
    this.nanoTime = nanoTime;
    connections.forEach(this::giveBack);
  }

  C borrow() throws Exception {
    Idle<C> taken = idle.take();
    C connection = taken.connection();
    if (nanoTime.getAsLong() - taken.sinceNanos() <= checkAfterNanos || isAlive(connection)) {
      return connection;
    }
    closer.execute(() -> server.close(connection));
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
