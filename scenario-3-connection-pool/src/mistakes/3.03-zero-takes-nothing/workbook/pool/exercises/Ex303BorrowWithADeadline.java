package workbook.pool.exercises;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Looks at the time before it looks at what is idle. */
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
    long deadline = System.nanoTime() + atMost.toNanos();
    lock.lock();
    try {
      waiting++;
      while (true) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          throw new PoolExhausted(
              "Nothing came back within %d ms: size %d, waiting %d"
                  .formatted(atMost.toMillis(), size, waiting));
        }
        if (!idle.isEmpty()) {
          return idle.pop();
        }
        cameBack.awaitNanos(left);
      }
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
