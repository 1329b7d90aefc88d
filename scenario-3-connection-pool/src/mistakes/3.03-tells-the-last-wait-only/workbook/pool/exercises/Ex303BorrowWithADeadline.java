package workbook.pool.exercises;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps the deadline, but tells how long its last sleep was: after a wake-up in vain, too little.
 */
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
    long left = atMost.toNanos();
    long waited = 0;
    lock.lock();
    try {
      waiting++;
      while (idle.isEmpty()) {
        if (left <= 0) {
          throw new PoolExhausted(
              "No connection: size %d, waiting %d, this one for %d ms"
                  .formatted(size, waiting, waited / 1_000_000));
        }
        long before = left;
        left = cameBack.awaitNanos(left);
        waited = before - left;
      }
      return idle.pop();
    } finally {
      waiting--;
      lock.unlock();
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
