package workbook.pool.exercises;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.SynchronousQueue;

/** Hands over to somebody who waits; a borrower that is just about to wait is not told. */
final class Ex301BorrowAndReturn<C> {

  interface Opener<C> {
    C open() throws Exception;
  }

  private final int size;
  private final Opener<C> opener;
  private final SynchronousQueue<C> handover = new SynchronousQueue<>();
  private final Deque<C> idle = new ArrayDeque<>();
  private int open;

  Ex301BorrowAndReturn(int size, Opener<C> opener) {
    this.size = size;
    this.opener = opener;
  }

  C borrow() throws Exception {
    boolean mayOpen = false;
    synchronized (this) {
      if (!idle.isEmpty()) {
        return idle.pop();
      }
      if (open < size) {
        open++;
        mayOpen = true;
      }
    }
    return mayOpen ? open() : handover.take();
  }

  private C open() throws Exception {
    boolean opened = false;
    try {
      C connection = opener.open();
      opened = true;
      return connection;
    } finally {
      if (!opened) {
        freePlace();
      }
    }
  }

  private synchronized void freePlace() {
    open--;
  }

  void giveBack(C connection) {
    if (!handover.offer(connection)) {
      synchronized (this) {
        idle.push(connection);
      }
    }
  }
}
