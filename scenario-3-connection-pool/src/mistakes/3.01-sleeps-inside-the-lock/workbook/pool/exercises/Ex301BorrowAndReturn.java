package workbook.pool.exercises;

import java.util.ArrayDeque;
import java.util.Deque;

/** Waits with sleep, which keeps the lock: whoever wants to give a connection back cannot. */
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

  synchronized C borrow() throws Exception {
    while (idle.isEmpty() && open == size) {
      Thread.sleep(10);
    }
    if (!idle.isEmpty()) {
      return idle.pop();
    }
    C connection = opener.open();
    open++;
    return connection;
  }

  synchronized void giveBack(C connection) {
    idle.push(connection);
  }
}
