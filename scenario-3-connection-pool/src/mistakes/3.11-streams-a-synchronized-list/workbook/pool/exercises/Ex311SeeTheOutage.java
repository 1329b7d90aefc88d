package workbook.pool.exercises;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Believes that a synchronized list is safe whatever one does with it; but who iterates or streams
 * over it must lock it: a reader gets a ConcurrentModificationException, or a list with a hole.
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
  private final List<Health> history = Collections.synchronizedList(new LinkedList<>());
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

  private void remember(Health health) {
    if (history.size() == historySize) {
      history.remove(0);
    }
    history.add(health);
  }

  List<Health> history() {
    return history.stream().toList();
  }
}
