package workbook.pool.exercises;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/**
 * A permit for each connection that may be out; whoever has one finds an idle connection or may
 * open one.
 */
final class Ex301BorrowAndReturn<C> {

  interface Opener<C> {
    C open() throws Exception;
  }

  private final Opener<C> opener;
  private final Semaphore permits;
  private final Deque<C> idle = new ConcurrentLinkedDeque<>();

  Ex301BorrowAndReturn(int size, Opener<C> opener) {
    this.opener = opener;
    this.permits = new Semaphore(size, true);
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
    idle.push(connection); // before the permit, so that who gets the permit finds it
    permits.release();
  }
}
