package workbook.pool.exercises;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;

/** A semaphore keeps the bound, but it lets several threads into the plain deque at once. */
final class Ex301BorrowAndReturn<C> {

  interface Opener<C> {
    C open() throws Exception;
  }

  private final int size;
  private final Opener<C> opener;
  private final Semaphore permits;
  private final Deque<C> idle = new ArrayDeque<>();

  Ex301BorrowAndReturn(int size, Opener<C> opener) {
    this.size = size;
    this.opener = opener;
    this.permits = new Semaphore(size);
  }

  C borrow() throws Exception {
    permits.acquire();
    C connection = null;
    try {
      connection = idle.poll();
      if (connection == null) {
        connection = opener.open();
      }
      return connection;
    } finally {
      if (connection == null) {
        permits.release();
      }
    }
  }

  void giveBack(C connection) {
    idle.push(connection);
    permits.release();
  }
}
