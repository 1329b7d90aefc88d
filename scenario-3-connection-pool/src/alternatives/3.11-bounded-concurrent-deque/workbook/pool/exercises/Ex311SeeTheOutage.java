package workbook.pool.exercises;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;

/** A thread-safe collection of the JDK that has learned to be bounded. */
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
  private final Bounded<Health> history;
  private Connection connection;

  Ex311SeeTheOutage(Pool pool, Server server, int historySize, Supplier<Instant> now) {
    this.server = server;
    this.now = now;
    this.history = new Bounded<>(historySize);
  }

  /** One thread adds, all can read. */
  private static final class Bounded<E> extends ConcurrentLinkedDeque<E> {

    private static final long serialVersionUID = 1L;

    private final int most;

    Bounded(int most) {
      this.most = most;
    }

    @Override
    public boolean add(E element) {
      while (size() >= most) {
        pollFirst();
      }
      return super.add(element);
    }
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
    history.add(health);
  }

  List<Health> history() {
    return new ArrayList<>(history);
  }
}
