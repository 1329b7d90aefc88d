package workbook.pool.exercises;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import workbook.kit.exercise.Todo;

/**
 * A pool whose borrowers wait until a deadline, and then learn why they got nothing.
 *
 * <p>Write {@link #borrow}. Everything private here is yours to change, and so is the inside of
 * {@link #giveBack}.
 */
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

  /** A pool of these connections, all idle. */
  Ex303BorrowWithADeadline(List<C> connections) {
    this.size = connections.size();
    this.idle = new ArrayDeque<>(connections);
  }

  /**
   * Lends an idle connection. If there is none, waits until one comes back, but no longer than
   * {@code atMost} from the call on, however often the thread wakes up meanwhile; with zero it does
   * not wait.
   *
   * @throws PoolExhausted when the time is up. Its message tells how many connections the pool has,
   *     how many borrowers wait (this one included), and how long this one has waited, in
   *     milliseconds
   * @throws InterruptedException if the thread is interrupted while it waits; no connection is lost
   */
  C borrow(Duration atMost) throws InterruptedException {
    return Todo.solve("3.03", "lend an idle connection, or wait for one until the deadline");
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
