package workbook.pool.exercises;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Checks without the lock, but closes and opens under it: at a slow server nobody can borrow until
 * the dead connection is replaced.
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
  private final Deque<Idle<C>> idle = new ArrayDeque<>();

  Ex305CheckTheConnectionYouLease(
      List<C> connections, Server<C> server, Duration checkAfter, LongSupplier nanoTime) {
    this.server = server;
    this.checkAfterNanos = checkAfter.toNanos();
    this.nanoTime = nanoTime;
    connections.forEach(this::giveBack);
  }

  C borrow() throws Exception {
    Idle<C> taken = take();
    boolean restedLong = nanoTime.getAsLong() - taken.sinceNanos() > checkAfterNanos;
    return restedLong && !isAlive(taken.connection())
        ? replace(taken.connection())
        : taken.connection();
  }

  private synchronized Idle<C> take() throws InterruptedException {
    while (idle.isEmpty()) {
      wait();
    }
    return idle.pop();
  }

  private boolean isAlive(C connection) {
    try {
      return server.answers(connection);
    } catch (Exception e) {
      return false;
    }
  }

  /** One step for everybody else: the dead one is closed, the new one is there. */
  private synchronized C replace(C dead) throws Exception {
    server.close(dead);
    return server.open();
  }

  synchronized void giveBack(C connection) {
    idle.push(new Idle<>(connection, nanoTime.getAsLong()));
    notifyAll();
  }
}
