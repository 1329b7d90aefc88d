package workbook.pool.exercises;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Checks that there is room, opens, and counts afterwards: everyone who comes during the opening
 * finds room too.
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
    synchronized (this) {
      while (idle.isEmpty() && open >= size) {
        wait();
      }
      if (!idle.isEmpty()) {
        return idle.pop();
      }
    }
    C connection = opener.open();
    synchronized (this) {
      open++;
    }
    return connection;
  }

  synchronized void giveBack(C connection) {
    idle.push(connection);
    notifyAll();
  }
}
