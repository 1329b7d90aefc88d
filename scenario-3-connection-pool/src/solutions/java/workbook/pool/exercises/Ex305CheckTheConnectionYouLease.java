package workbook.pool.exercises;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.function.LongSupplier;

/**
 * A pool that makes sure of a connection before it lends it, but only when there is reason to
 * doubt: after the connection was idle for long.
 */
final class Ex305CheckTheConnectionYouLease<C> {

  /** What the pool can ask of the server. Each call may take seconds. */
  interface Server<C> {
    C open() throws Exception;

    /** Asks the server through this connection: false, or an exception, means that it is dead. */
    boolean answers(C connection) throws Exception;

    void close(C connection);
  }

  /** A connection and the time since which nobody has used it. */
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
    // Taken out of the queue first: nobody else can get it while it is being checked, and nothing
    // is held that others need.
    Idle<C> taken = idle.take();
    if (nanoTime.getAsLong() - taken.sinceNanos() <= checkAfterNanos) {
      return taken.connection(); // it worked a moment ago; a check would only cost a round trip
    }
    if (isAlive(taken.connection())) {
      return taken.connection();
    }
    server.close(taken.connection());
    return server.open();
  }

  /** Asks this connection, the one to be lent; another one's answer says nothing about it. */
  private boolean isAlive(C connection) {
    try {
      return server.answers(connection);
    } catch (Exception e) {
      return false; // a dead connection seldom says "false"; it throws
    }
  }

  /** Takes a connection back. */
  void giveBack(C connection) {
    idle.push(new Idle<>(connection, nanoTime.getAsLong()));
  }
}
