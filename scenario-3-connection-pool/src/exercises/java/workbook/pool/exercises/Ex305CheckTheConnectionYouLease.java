package workbook.pool.exercises;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.function.LongSupplier;
import workbook.kit.exercise.Todo;

/**
 * A pool that makes sure of a connection before it lends it, but only when there is reason to doubt:
 * after the connection was idle for long.
 *
 * <p>Write the end of {@link #borrow}. Everything private here is yours to change.
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

  /**
   * A pool of these connections, which were used a moment ago.
   *
   * @param checkAfter a connection that was idle for longer is checked before it is lent
   * @param nanoTime the time, to be read instead of {@code System.nanoTime()}
   */
  Ex305CheckTheConnectionYouLease(
      List<C> connections, Server<C> server, Duration checkAfter, LongSupplier nanoTime) {
    this.server = server;
    this.checkAfterNanos = checkAfter.toNanos();
    this.nanoTime = nanoTime;
    connections.forEach(this::giveBack);
  }

  /**
   * Lends a connection; waits if none is idle. One that was idle for longer than {@code checkAfter}
   * is checked first; at exactly that time both are right, to check it or not. If it is dead, it is
   * closed, and a new one is opened and lent in its place. While that goes on, others can borrow and
   * give back. (What if opening fails too? That is exercise 3.06.)
   */
  C borrow() throws Exception {
    Idle<C> taken = idle.take();
    return Todo.solve("3.05", "check what was idle for long, replace what is dead, lend it");
  }

  /** Takes a connection back. */
  void giveBack(C connection) {
    idle.push(new Idle<>(connection, nanoTime.getAsLong()));
  }
}
