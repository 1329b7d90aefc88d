package workbook.pool.exercises;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Looks, and then goes to sleep: what comes back between the two wakes nobody. */
final class Ex303BorrowWithADeadline<C> {

  static final class PoolExhausted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PoolExhausted(String message) {
      super(message);
    }
  }

  private final int size;
  private final Queue<C> idle;
  private final Object cameBack = new Object();
  private final AtomicInteger waiting = new AtomicInteger();

  Ex303BorrowWithADeadline(List<C> connections) {
    this.size = connections.size();
    this.idle = new ConcurrentLinkedQueue<>(connections);
  }

  C borrow(Duration atMost) throws InterruptedException {
    long start = System.nanoTime();
    waiting.incrementAndGet();
    try {
      C connection = idle.poll();
      while (connection == null) {
        long left = atMost.toNanos() - (System.nanoTime() - start);
        if (left <= 0) {
          throw new PoolExhausted(
              "Nothing came back within %d ms: size %d, waiting %d"
                  .formatted((System.nanoTime() - start) / 1_000_000, size, waiting.get()));
        }
        synchronized (cameBack) {
          TimeUnit.NANOSECONDS.timedWait(cameBack, left);
        }
        connection = idle.poll();
      }
      return connection;
    } finally {
      waiting.decrementAndGet();
    }
  }

  void giveBack(C connection) {
    idle.add(connection);
    synchronized (cameBack) {
      cameBack.notifyAll();
    }
  }
}
