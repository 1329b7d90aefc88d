package workbook.pool.exercises;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Takes out of the count who gave up or was interrupted; who was served counts for ever. */
final class Ex303BorrowWithADeadline<C> {

  static final class PoolExhausted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PoolExhausted(String message) {
      super(message);
    }
  }

  private final int size;
  private final Lock lock = new ReentrantLock();
  private final Condition cameBack = lock.newCondition();
  private final Deque<C> idle;
  private int waiting;

  Ex303BorrowWithADeadline(List<C> connections) {
    this.size = connections.size();
    this.idle = new ArrayDeque<>(connections);
  }

  C borrow(Duration atMost) throws InterruptedException {
    long start = System.nanoTime();
    lock.lock();
    try {
      if (idle.isEmpty()) {
        waiting++;
        try {
          waitUntil(start, atMost);
        } catch (PoolExhausted | InterruptedException e) {
          waiting--;
          throw e;
        }
      }
      return idle.pop();
    } finally {
      lock.unlock();
    }
  }

  /** Returns when something is idle. */
  private void waitUntil(long start, Duration atMost) throws InterruptedException {
    while (idle.isEmpty()) {
      long waited = System.nanoTime() - start;
      long left = atMost.toNanos() - waited;
      if (left <= 0) {
        throw new PoolExhausted(
            "Nothing came back within %d ms: size %d, waiting %d"
                .formatted(waited / 1_000_000, size, waiting));
      }
      cameBack.awaitNanos(left);
    }
  }

  void giveBack(C connection) {
    lock.lock();
    try {
      idle.push(connection);
      cameBack.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
