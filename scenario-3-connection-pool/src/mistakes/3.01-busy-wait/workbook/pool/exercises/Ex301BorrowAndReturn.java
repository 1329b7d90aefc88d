package workbook.pool.exercises;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Asks again and again instead of waiting: right, but a waiting borrower keeps a processor busy.
 */
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
    while (!Thread.interrupted()) {
      synchronized (this) {
        if (!idle.isEmpty()) {
          return idle.pop();
        }
        if (open < size) {
          open++;
          break;
        }
      }
      Thread.onSpinWait();
    }
    try {
      return opener.open();
    } catch (Throwable e) {
      synchronized (this) {
        open--;
      }
      throw e;
    }
  }

  synchronized void giveBack(C connection) {
    idle.push(connection);
  }
}
