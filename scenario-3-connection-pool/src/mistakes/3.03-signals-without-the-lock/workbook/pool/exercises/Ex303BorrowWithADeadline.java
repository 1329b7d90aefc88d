package workbook.pool.exercises;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Tells those that wait after it has unlocked, which a condition does not allow. */
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
    long deadline = start + atMost.toNanos();
    lock.lock();
    try {
      waiting++;
      while (idle.isEmpty()) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          throw new PoolExhausted(diagnosis(System.nanoTime() - start));
        }
        cameBack.awaitNanos(left);
      }
      return idle.pop();
    } finally {
      waiting--;
      lock.unlock();
    }
  }

  private String diagnosis(long nanos) {
    return String.format(
        "No connection came back within %d ms: size %d, waiting %d",
        TimeUnit.NANOSECONDS.toMillis(nanos), size, waiting);
  }

  void giveBack(C connection) {
    lock.lock();
    try {
      idle.push(connection);
    } finally {
      lock.unlock();
    }
    cameBack.signalAll();
  }
}
