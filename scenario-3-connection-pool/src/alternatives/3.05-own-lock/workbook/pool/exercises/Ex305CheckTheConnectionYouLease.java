package workbook.pool.exercises;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** A lock and a condition instead of the queue, and a loop instead of straight lines. */
final class Ex305CheckTheConnectionYouLease<C> {

  interface Server<C> {
    C open() throws Exception;

    boolean answers(C connection) throws Exception;

    void close(C connection);
  }

  private final Server<C> server;
  private final Duration checkAfter;
  private final LongSupplier nanoTime;
  private final Deque<C> idle = new ArrayDeque<>();
  private final Map<C, Long> lastUse = new HashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition cameBack = lock.newCondition();

  Ex305CheckTheConnectionYouLease(
      List<C> connections, Server<C> server, Duration checkAfter, LongSupplier nanoTime) {
    this.server = server;
    this.checkAfter = checkAfter;
    this.nanoTime = nanoTime;
    connections.forEach(this::giveBack);
  }

  C borrow() throws Exception {
    C connection;
    Duration rested;
    lock.lock();
    try {
      while (idle.isEmpty()) {
        cameBack.await();
      }
      connection = idle.poll();
      rested = Duration.ofNanos(nanoTime.getAsLong() - lastUse.remove(connection));
    } finally {
      lock.unlock();
    }
    if (rested.compareTo(checkAfter) > 0 && !answers(connection)) {
      server.close(connection);
      connection = server.open();
    }
    return connection;
  }

  private boolean answers(C connection) {
    try {
      return server.answers(connection);
    } catch (Exception e) {
      return false;
    }
  }

  void giveBack(C connection) {
    lock.lock();
    try {
      idle.add(connection);
      lastUse.put(connection, nanoTime.getAsLong());
      cameBack.signal();
    } finally {
      lock.unlock();
    }
  }
}
