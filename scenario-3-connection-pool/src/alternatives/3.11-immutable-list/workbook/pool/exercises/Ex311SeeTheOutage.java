package workbook.pool.exercises;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Replaces an immutable list as a whole: what a reader has got never changes. */
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
  private volatile List<Health> history = List.of();
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
      } catch (Throwable e) {
        // it was broken anyway
      }
      connection = null;
    }
  }

  /** Called by one thread, so nobody else replaces the list meanwhile. */
  private void remember(Health health) {
    List<Health> longer = new ArrayList<>(history);
    longer.add(health);
    history = List.copyOf(longer.subList(Math.max(0, longer.size() - historySize), longer.size()));
  }

  List<Health> history() {
    return history;
  }
}
