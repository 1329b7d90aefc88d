package workbook.pool.exercises;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/** Remembers the answer before it closes: when that throws, the same look is remembered twice. */
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

  Ex311SeeTheOutage(Pool pool, Server server, int historySize, Supplier<Instant> now) {
    this.server = server;
    this.historySize = historySize;
    this.now = now;
  }

  void look() {
    Instant at = now.get();
    try {
      Connection connection = server.connect();
      try {
        remember(new Health(at, true, connection.version()));
      } finally {
        connection.close();
      }
    } catch (Throwable e) {
      remember(new Health(at, false, e.toString()));
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
