package workbook.pool.exercises;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** An array that is overwritten from the start again, under a lock that lets several readers in. */
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
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final Health[] ring;
  private long count;
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
      } catch (Throwable e) {
        // it was broken anyway
      }
      connection = null;
    }
  }

  private void remember(Health health) {
    lock.writeLock().lock();
    try {
      ring[(int) (count % historySize)] = health;
      count++;
    } finally {
      lock.writeLock().unlock();
    }
  }

  List<Health> history() {
    lock.readLock().lock();
    try {
      List<Health> copy = new ArrayList<>();
      for (long i = Math.max(0, count - historySize); i < count; i++) {
        copy.add(ring[(int) (i % historySize)]);
      }
      return copy;
    } finally {
      lock.readLock().unlock();
    }
  }
}
