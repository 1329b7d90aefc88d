package workbook.pool.exercises;

import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

/** A permit for each idle connection; what came back last is lent first. */
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
  private final Semaphore available = new Semaphore(0);
  private final Deque<Idle<C>> idle = new ConcurrentLinkedDeque<>();

  Ex305CheckTheConnectionYouLease(
      List<C> connections, Server<C> server, Duration checkAfter, LongSupplier nanoTime) {
    this.server = server;
    this.checkAfterNanos = checkAfter.toNanos();
    this.nanoTime = nanoTime;
    connections.forEach(this::giveBack);
  }

  C borrow() throws Exception {
    available.acquire();
    Idle<C> taken = idle.pop();
    long rested = nanoTime.getAsLong() - taken.sinceNanos();
    return rested > checkAfterNanos ? livingOne(taken.connection()) : taken.connection();
  }

  private C livingOne(C connection) throws Exception {
    boolean alive = false;
    try {
      alive = server.answers(connection);
    } catch (Exception e) {
      // as good as a no
    }
    if (alive) {
      return connection;
    }
    server.close(connection);
    return server.open();
  }

  void giveBack(C connection) {
    idle.push(new Idle<>(connection, nanoTime.getAsLong()));
    available.release();
  }
}
