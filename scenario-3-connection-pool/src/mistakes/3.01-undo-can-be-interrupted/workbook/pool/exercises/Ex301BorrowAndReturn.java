package workbook.pool.exercises;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Locks interruptibly everywhere in borrow(), also to free the place of a failed open: a thread
 * that is interrupted while it opens leaves without doing so, and the place is taken for ever.
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
    lock.lockInterruptibly();
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
      freePlace();
      throw e;
    }
  }

  private void freePlace() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      taken--;
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
