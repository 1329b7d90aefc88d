package workbook.pool.exercises;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Believes that atomic variables make the code atomic: between get and incrementAndGet another
 * thread can come.
 */
final class Ex301BorrowAndReturn<C> {

  interface Opener<C> {
    C open() throws Exception;
  }

  private final int size;
  private final Opener<C> opener;
  private final BlockingQueue<C> idle = new LinkedBlockingQueue<>();
  private final AtomicInteger open = new AtomicInteger();

  Ex301BorrowAndReturn(int size, Opener<C> opener) {
    this.size = size;
    this.opener = opener;
  }

  C borrow() throws Exception {
    C connection = idle.poll();
    if (connection != null) {
      return connection;
    }
    if (open.get() < size) {
      open.incrementAndGet();
      try {
        return opener.open();
      } catch (Throwable e) {
        open.decrementAndGet();
        throw e;
      }
    }
    return idle.take();
  }

  void giveBack(C connection) {
    idle.add(connection);
  }
}
