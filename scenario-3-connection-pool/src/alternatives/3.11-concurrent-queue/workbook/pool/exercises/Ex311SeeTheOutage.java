package workbook.pool.exercises;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;

/** A blocking queue of limited size as the history; the caller gets an ordinary list of its own. */
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
  private final Supplier<Instant> now;
  private final BlockingQueue<Health> history;
  private Connection connection;

  Ex311SeeTheOutage(Pool pool, Server server, int historySize, Supplier<Instant> now) {
    this.server = server;
    this.history = new ArrayBlockingQueue<>(historySize);
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
    while (!history.offer(health)) {
      history.poll();
    }
  }

  List<Health> history() {
    return new ArrayList<>(history);
  }
}
