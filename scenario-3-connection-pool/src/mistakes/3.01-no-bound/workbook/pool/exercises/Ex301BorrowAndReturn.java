package workbook.pool.exercises;

import java.util.ArrayDeque;
import java.util.Deque;

/** Opens a connection whenever none is idle: a cache of connections, not a pool. */
final class Ex301BorrowAndReturn<C> {

  interface Opener<C> {
    C open() throws Exception;
  }

  private final int size;
  private final Opener<C> opener;
  private final Deque<C> idle = new ArrayDeque<>();

  Ex301BorrowAndReturn(int size, Opener<C> opener) {
    this.size = size;
    this.opener = opener;
  }

  C borrow() throws Exception {
    synchronized (this) {
      if (!idle.isEmpty()) {
        return idle.pop();
      }
    }
    return opener.open();
  }

  synchronized void giveBack(C connection) {
    if (idle.size() < size) {
      idle.push(connection);
    }
  }
}
