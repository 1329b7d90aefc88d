package workbook.pool.exercises;

import java.util.ArrayDeque;
import java.util.Deque;

/** Does not look again after waking up: who was overtaken meanwhile opens one too many. */
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
      if (idle.isEmpty() && open == size) {
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
        notify();
      }
      throw e;
    }
  }

  synchronized void giveBack(C connection) {
    idle.push(connection);
    notify();
  }
}
