package workbook.pool.exercises;

import java.util.ArrayDeque;
import java.util.Deque;

/** Puts the connection back and tells nobody: those that wait sleep on. */
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
        return idle.pop();
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
    idle.push(connection);
  }
}
