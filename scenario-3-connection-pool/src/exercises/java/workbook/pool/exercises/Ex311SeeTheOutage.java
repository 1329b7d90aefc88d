package workbook.pool.exercises;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import workbook.kit.exercise.Todo;

/**
 * The looks of a health monitor: each one asks the server how it is and remembers the answer, also,
 * and above all, when there is none.
 *
 * <p>Write {@link #look} and {@link #history}. Add the fields you need. You need not use everything
 * that the constructor gets.
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

  private final Pool pool;
  private final Server server;
  private final int historySize;
  private final Supplier<Instant> now;

  /**
   * A monitor that has not looked yet.
   *
   * @param historySize how many records are kept
   * @param now tells what time it is
   */
  Ex311SeeTheOutage(Pool pool, Server server, int historySize, Supplier<Instant> now) {
    this.pool = pool;
    this.server = server;
    this.historySize = historySize;
    this.now = now;
  }

  /**
   * Asks the server for its version and remembers the answer. Never throws: no answer is what the
   * monitor is there to see. Called by one thread, again and again, while the pool may be exhausted.
   * Whoever has connected also closes: between two looks at most one connection stays open.
   */
  void look() {
    Todo.solve("3.11", "ask the server, remember what was found, healthy or not");
  }

  /**
   * The last {@code historySize} records, never more, the oldest first: as they are now, whatever
   * happens later. Nothing that a caller does with the list changes the monitor's history; the list
   * may refuse to be changed. May be called by any thread at any time, also while a look takes long.
   */
  List<Health> history() {
    return Todo.solve("3.11", "return the records in a list that cannot change the history");
  }
}
