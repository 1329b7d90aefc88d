package workbook.pool.exercises;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Counts a connection that came back as gone, though it still exists. */
final class Ex301BorrowAndReturn<C> {

  /** Opens a connection. That may take seconds, and it may fail. */
  interface Opener<C> {
    C open() throws Exception;
  }

  private final int size;
  private final Opener<C> opener;

  private final Lock lock = new ReentrantLock();

  /** Signalled when a connection has come back, or when a place has become free. */
  private final Condition changed = lock.newCondition();

  /** Both are read and written only under the lock. */
  private final Deque<C> idle = new ArrayDeque<>();

  private int taken;

  /** Opens nothing yet: connections are opened when they are needed. */
  Ex301BorrowAndReturn(int size, Opener<C> opener) {
    this.size = size;
    this.opener = opener;
  }

  C borrow() throws Exception {
    lock.lock();
    try {
      // A loop, not an if: between the signal and this thread's turn, another may have been faster.
      while (idle.isEmpty() && taken == size) {
        changed.await();
      }
      if (!idle.isEmpty()) {
        return idle.pop();
      }
      // The check and the act are one step under the lock: the place is taken before the
      // connection exists, so nobody else can take it meanwhile.
      taken++;
    } finally {
      lock.unlock();
    }
    return open();
  }

  /** Without the lock: a slow server holds up this borrower and nobody else. */
  private C open() throws Exception {
    boolean opened = false;
    try {
      C connection = opener.open();
      opened = true;
      return connection;
    } finally {
      // Not catch (Exception): the place must come back after an Error too.
      if (!opened) {
        freePlace();
      }
    }
  }

  private void freePlace() {
    lock.lock();
    try {
      taken--;
      changed.signal(); // a waiter may open now
    } finally {
      lock.unlock();
    }
  }

  void giveBack(C connection) {
    lock.lock();
    try {
      idle.push(connection);
      taken--;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }
}
