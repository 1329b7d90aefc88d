package workbook.pool.exercises;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/**
 * The looks of a health monitor: each one asks the server how it is and remembers the answer, also,
 * and above all, when there is none.
 */
final class Ex311SeeTheOutage {

  /** A connection. Once it has failed, it stays broken. */
  interface Connection {
    /** Asks the server for its version. */
    String version() throws Exception;

    void close();
  }

  /** Opens a new connection to the server. */
  interface Server {
    Connection connect() throws Exception;
  }

  /** The pool whose service is watched. */
  interface Pool {
    /** Waits until a connection is idle. */
    Connection borrow() throws InterruptedException;

    void giveBack(Connection connection);
  }

  /**
   * What one look has found.
   *
   * @param detail the server's version, or what went wrong
   */
  record Health(Instant at, boolean healthy, String detail) {}

  private final Server server;
  private final int historySize;
  private final Supplier<Instant> now;

  /** Guarded by its own lock; never held during a look. */
  private final Deque<Health> history = new ArrayDeque<>();

  /** The monitor's own; null before the first look and after a failed one. One thread uses it. */
  private Connection connection;

  // The pool is not used: a monitor that borrows waits exactly when the pool is exhausted.
  Ex311SeeTheOutage(Pool pool, Server server, int historySize, Supplier<Instant> now) {
    this.server = server;
    this.historySize = historySize;
    this.now = now;
  }

  void look() {
    remember(ask());
  }

  private Health ask() {
    Instant at = now.get();
    try {
      if (connection == null) {
        connection = server.connect();
      }
      return new Health(at, true, connection.version());
    } catch (Throwable e) { // whatever it is, it is what the monitor is there to tell
      closeBroken();
      return new Health(at, false, e.toString());
    }
  }

  /** A broken connection stays broken: the next look must open a new one to see the recovery. */
  private void closeBroken() {
    if (connection != null) {
      Connection broken = connection;
      connection = null;
      try {
        broken.close();
      } catch (Throwable e) {
        // it was broken anyway, and a look never throws
      }
    }
  }

  private void remember(Health health) {
    synchronized (history) {
      if (history.size() == historySize) {
        history.removeFirst();
      }
      history.addLast(health);
    }
  }

  List<Health> history() {
    synchronized (history) {
      return List.copyOf(history);
    }
  }
}
