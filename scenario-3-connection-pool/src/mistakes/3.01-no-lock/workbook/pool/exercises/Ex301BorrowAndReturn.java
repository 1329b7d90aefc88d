package workbook.pool.exercises;

import java.util.ArrayDeque;
import java.util.Deque;

/** Uses plain fields from many threads, and sleeps between two looks. */
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
    while (idle.isEmpty() && open == size) {
      Thread.sleep(1);
    }
    C connection = idle.poll();
    if (connection != null) {
      return connection;
    }
    open++;
    try {
      return opener.open();
    } catch (Throwable e) {
      open--;
      throw e;
    }
  }

  void giveBack(C connection) {
    idle.push(connection);
  }
}
