package workbook.pool.exercises;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/**
 * Asks for the version without the lock, but connects, and closes, while it holds the one that
 * history() needs: while the server does not accept connections nobody can read the history.
 */
final class Ex311SeeTheOutage {

  interface Connection {
    String version() throws Exception;

    void close();
  }

  interface Server {
    Connection connect() throws Exception;
  }

  interface Pool {
    Connection borrow() throws InterruptedException;

    void giveBack(Connection connection);
  }

  record Health(Instant at, boolean healthy, String detail) {}

  private final Server server;
  private final int historySize;
  private final Supplier<Instant> now;
  private final Deque<Health> history = new ArrayDeque<>();
  private Connection connection;

  Ex311SeeTheOutage(Pool pool, Server server, int historySize, Supplier<Instant> now) {
    this.server = server;
    this.historySize = historySize;
    this.now = now;
  }

  void look() {
    Instant at = now.get();
    try {
      remember(new Health(at, true, connected().version()));
    } catch (Throwable e) {
      disconnect();
      remember(new Health(at, false, e.toString()));
    }
  }

  private synchronized Connection connected() throws Exception {
    if (connection == null) {
      connection = server.connect();
    }
    return connection;
  }

  private synchronized void disconnect() {
    if (connection != null) {
      try {
        connection.close();
      } catch (Throwable e) {
        // it was broken anyway
      }
      connection = null;
    }
  }

  private synchronized void remember(Health health) {
    if (history.size() == historySize) {
      history.removeFirst();
    }
    history.addLast(health);
  }

  synchronized List<Health> history() {
    return List.copyOf(history);
  }
}
