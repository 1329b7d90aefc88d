package workbook.pool.exercises;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A ring of records between two threads: a reader can come between two of its changes. */
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
  private final Health[] ring;
  private volatile int count;
  private Connection connection;

  Ex311SeeTheOutage(Pool pool, Server server, int historySize, Supplier<Instant> now) {
    this.server = server;
    this.historySize = historySize;
    this.now = now;
    this.ring = new Health[historySize];
  }

  void look() {
    Instant at = now.get();
    try {
      if (connection == null) {
        connection = server.connect();
      }
      remember(new Health(at, true, connection.version()));
    } catch (Throwable e) {
      closeBroken();
      remember(new Health(at, false, e.toString()));
    }
  }

  private void closeBroken() {
    if (connection != null) {
      try {
        connection.close();
      } catch (RuntimeException e) {
        // it was broken anyway
      }
      connection = null;
    }
  }

  private void remember(Health health) {
    ring[count % historySize] = health;
    count++;
  }

  List<Health> history() {
    List<Health> copy = new ArrayList<>();
    for (int i = Math.max(0, count - historySize); i < count; i++) {
      copy.add(ring[i % historySize]);
    }
    return copy;
  }
}
