package workbook.pool.exercises;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Whoever returns hands over to the one that waits longest; one that gave up is still in the queue,
 * and what is handed to it is lost.
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
  private final Deque<AtomicReference<C>> waiters = new ArrayDeque<>();

  Ex303BorrowWithADeadline(List<C> connections) {
    this.size = connections.size();
    this.idle = new ArrayDeque<>(connections);
  }

  C borrow(Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    lock.lock();
    try {
      if (!idle.isEmpty()) {
        return idle.pop();
      }
      AtomicReference<C> handedOver = new AtomicReference<>();
      waiters.add(handedOver);
      while (handedOver.get() == null) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          int waiting = waiters.size();
          throw new PoolExhausted(
              "Nothing came back within %d ms: size %d, waiting %d"
                  .formatted(atMost.toMillis(), size, waiting));
        }
        try {
          cameBack.awaitNanos(left);
        } catch (InterruptedException e) {
          waiters.remove(handedOver);
          throw e;
        }
      }
      return handedOver.get();
    } finally {
      lock.unlock();
    }
  }

  void giveBack(C connection) {
    lock.lock();
    try {
      if (waiters.isEmpty()) {
        idle.push(connection);
      } else {
        waiters.poll().set(connection);
        cameBack.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }
}
