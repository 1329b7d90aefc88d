package workbook.pool.exercises;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/**
 * Acquires inside of the try whose finally releases: a borrower that is interrupted while it waits
 * gives away a permit that it never got, and from then on one connection too many can be open.
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
    C connection = null;
    try {
      permits.acquire();
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
