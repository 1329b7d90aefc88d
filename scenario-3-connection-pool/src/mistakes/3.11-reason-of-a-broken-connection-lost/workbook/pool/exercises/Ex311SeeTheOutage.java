package workbook.pool.exercises;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/**
 * Tells why it could not connect, but not why an open connection failed: the first record of an
 * outage, the one that matters most, says "connection lost".
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
      if (connection == null) {
        connection = server.connect();
      }
    } catch (Throwable e) {
      remember(new Health(at, false, "cannot connect: " + e));
      return;
    }
    try {
      remember(new Health(at, true, connection.version()));
    } catch (Throwable e) {
      closeBroken();
      remember(new Health(at, false, "connection lost"));
    }
  }

  private void closeBroken() {
    if (connection != null) {
      try {
        connection.close();
      } catch (Throwable e) {
        // it was broken anyway
      }
      connection = null;
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
