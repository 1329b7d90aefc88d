package workbook.pool.exercises;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/**
 * Each connection is opened by a thread of its own, so that a borrower can be interrupted whatever
 * the driver does; what nobody waits for any more becomes idle.
 */
final class Ex301BorrowAndReturn<C> {

  interface Opener<C> {
    C open() throws Exception;
  }

  private final int size;
  private final Opener<C> opener;
  private final Deque<C> idle = new ArrayDeque<>();
  private int taken;

  Ex301BorrowAndReturn(int size, Opener<C> opener) {
    this.size = size;
    this.opener = opener;
  }

  C borrow() throws Exception {
    synchronized (this) {
      while (idle.isEmpty() && taken == size) {
        wait();
      }
      if (!idle.isEmpty()) {
        return idle.pop();
      }
      taken++;
    }
    CompletableFuture<C> opened = new CompletableFuture<>();
    Thread helper = new Thread(() -> open(opened), "opens a connection");
    helper.setDaemon(true);
    helper.start();
    try {
      return opened.get();
    } catch (InterruptedException e) {
      if (!opened.cancel(false) && !opened.isCompletedExceptionally()) {
        giveBack(opened.join()); // it came at the same moment
      }
      throw e;
    }
  }

  private void open(CompletableFuture<C> opened) {
    try {
      C connection = opener.open();
      if (!opened.complete(connection)) {
        giveBack(connection);
      }
    } catch (Throwable e) {
      freePlace();
      opened.completeExceptionally(e);
    }
  }

  private synchronized void freePlace() {
    taken--;
    notifyAll();
  }

  synchronized void giveBack(C connection) {
    idle.push(connection);
    notifyAll();
  }
}
