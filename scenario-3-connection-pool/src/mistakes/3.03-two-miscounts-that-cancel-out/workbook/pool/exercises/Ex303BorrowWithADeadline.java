package workbook.pool.exercises;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Counts itself out before it tells how many wait, and counts for ever who was interrupted. */
final class Ex303BorrowWithADeadline<C> {

  /** Says that no connection came back in time, with the numbers of that moment. */
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

  /** Guarded by the lock, as is what is idle. */
  private int waiting;

  /** A pool of these connections, all idle. */
  Ex303BorrowWithADeadline(List<C> connections) {
    this.size = connections.size();
    this.idle = new ArrayDeque<>(connections);
  }

  C borrow(Duration atMost) throws InterruptedException {
    long start = System.nanoTime();
    // One deadline for the whole call. What is left of it shrinks at each round of the loop.
    long deadline = start + atMost.toNanos();
    lock.lock();
    try {
      waiting++;
      while (idle.isEmpty()) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          waiting--;
          throw new PoolExhausted(diagnosis(System.nanoTime() - start));
        }
        cameBack.awaitNanos(left);
      }
      waiting--;
      return idle.pop();
    } finally {
      lock.unlock();
    }
  }

  private String diagnosis(long nanos) {
    return String.format(
        "No connection came back within %d ms: size %d, waiting %d",
        TimeUnit.NANOSECONDS.toMillis(nanos), size, waiting);
  }

  /** Takes a connection back and wakes those that wait. */
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
