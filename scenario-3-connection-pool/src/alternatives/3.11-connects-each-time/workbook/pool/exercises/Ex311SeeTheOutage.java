package workbook.pool.exercises;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A new connection for each look: slower, but it also sees whether connecting works. The history is
 * an immutable list, replaced as a whole.
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
  private volatile List<Health> history = List.of();

  Ex311SeeTheOutage(Pool pool, Server server, int historySize, Supplier<Instant> now) {
    this.server = server;
    this.historySize = historySize;
    this.now = now;
  }

  void look() {
    Instant at = now.get();
    Health found;
    try {
      Connection connection = server.connect();
      try {
        found = new Health(at, true, "version " + connection.version());
      } finally {
        connection.close();
      }
    } catch (Exception | Error e) {
      found = new Health(at, false, e.getMessage());
    }
    List<Health> all = new ArrayList<>(history);
    all.add(found);
    history = List.copyOf(all.subList(Math.max(0, all.size() - historySize), all.size()));
  }

  List<Health> history() {
    return history;
  }
}
