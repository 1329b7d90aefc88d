package workbook.pool.exercises;

import java.util.ArrayDeque;
import java.util.Deque;

/** Looks at the idle connection without taking it out: the next borrower gets the same one. */
final class Ex301BorrowAndReturn<C> {

  interface Opener<C> {
    C open() throws Exception;
  }

  private final int size;
  private final Opener<C> opener;
  private final Deque<C> idle = new ArrayDeque<>();
  private int open;

  Ex301BorrowAndReturn(int size, Opener<C> opener) {
    this.size = size;
    this.opener = opener;
  }

  C borrow() throws Exception {
    synchronized (this) {
      while (idle.isEmpty() && open == size) {
        wait();
      }
      if (!idle.isEmpty()) {
        return idle.peek();
      }
      open++;
    }
    try {
      return opener.open();
    } catch (Throwable e) {
      synchronized (this) {
        open--;
        notifyAll();
      }
      throw e;
    }
  }

  synchronized void giveBack(C connection) {
    if (!idle.contains(connection)) {
      idle.push(connection);
    }
    notifyAll();
  }
}
