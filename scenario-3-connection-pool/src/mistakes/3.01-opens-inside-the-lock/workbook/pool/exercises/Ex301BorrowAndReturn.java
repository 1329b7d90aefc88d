package workbook.pool.exercises;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps the lock while the server answers: one slow connect, and nobody can borrow or give back.
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
  private int open;

  Ex301BorrowAndReturn(int size, Opener<C> opener) {
    this.size = size;
    this.opener = opener;
  }

  C borrow() throws Exception {
    lock.lock();
    try {
      while (idle.isEmpty() && open == size) {
        changed.await();
      }
      if (!idle.isEmpty()) {
        return idle.pop();
      }
      C connection = opener.open();
      open++;
      return connection;
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
