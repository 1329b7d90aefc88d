package workbook.pool.exercises;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Looks again and again, and takes without the lock that only giveBack() holds. */
final class Ex303BorrowWithADeadline<C> {

  static final class PoolExhausted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PoolExhausted(String message) {
      super(message);
    }
  }

  private final int size;
  private final Lock lock = new ReentrantLock();
  private final Deque<C> idle;
  private final AtomicInteger waiting = new AtomicInteger();

  Ex303BorrowWithADeadline(List<C> connections) {
    this.size = connections.size();
    this.idle = new ArrayDeque<>(connections);
  }

  C borrow(Duration atMost) throws InterruptedException {
    long start = System.nanoTime();
    waiting.incrementAndGet();
    try {
      while (idle.isEmpty()) {
        if (System.nanoTime() - start >= atMost.toNanos()) {
          throw new PoolExhausted(
              "Nothing came back within %d ms: size %d, waiting %d"
                  .formatted(atMost.toMillis(), size, waiting.get()));
        }
        Thread.sleep(1);
      }
      return idle.pop();
    } finally {
      waiting.decrementAndGet();
    }
  }

  void giveBack(C connection) {
    lock.lock();
    try {
      idle.push(connection);
    } finally {
      lock.unlock();
    }
  }
}
