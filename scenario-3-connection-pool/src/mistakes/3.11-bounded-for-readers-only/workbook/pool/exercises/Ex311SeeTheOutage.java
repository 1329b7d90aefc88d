package workbook.pool.exercises;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Shows the last records only, but keeps them all: the memory fills up. */
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
  private final List<Health> history = new CopyOnWriteArrayList<>();
  private Connection connection;

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
    } catch (Throwable e) {
      closeBroken();
      return new Health(at, false, e.toString());
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
    history.add(health);
  }

  List<Health> history() {
    List<Health> all = new ArrayList<>(history);
    return all.subList(Math.max(0, all.size() - historySize), all.size());
  }
}
