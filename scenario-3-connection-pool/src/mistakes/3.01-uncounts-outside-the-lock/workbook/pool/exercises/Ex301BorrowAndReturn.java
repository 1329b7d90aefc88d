package workbook.pool.exercises;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts under the lock, but takes the count back before it has the lock: when two opens fail at
 * once, or one fails while another borrower counts, an update is lost, and with it a place.
 */
final class Ex301BorrowAndReturn<C> {

  interface Opener<C> {
    C open() throws Exception;
  }

  private final int size;
  private final Opener<C> opener;
  private final Lock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<C> idle = new ArrayDeque<>();
  private int taken;

  Ex301BorrowAndReturn(int size, Opener<C> opener) {
    this.size = size;
    this.opener = opener;
  }

  C borrow() throws Exception {
    lock.lock();
    try {
      while (idle.isEmpty() && taken == size) {
        changed.await();
      }
      if (!idle.isEmpty()) {
        return idle.pop();
      }
      taken++;
    } finally {
      lock.unlock();
    }
    try {
      return opener.open();
    } catch (Throwable e) {
      taken--;
      wakeOne();
      throw e;
    }
  }

  private void wakeOne() {
    lock.lock();
    try {
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  void giveBack(C connection) {
    lock.lock();
    try {
      idle.push(connection);
      changed.signal();
    } finally {
      lock.unlock();
    }
  }
}
