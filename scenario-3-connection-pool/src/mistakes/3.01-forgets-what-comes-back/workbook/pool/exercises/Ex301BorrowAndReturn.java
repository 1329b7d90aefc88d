package workbook.pool.exercises;

/**
 * Limits how many are out, but keeps nothing: every borrower opens a connection, and those that
 * come back are forgotten, still open.
 */
final class Ex301BorrowAndReturn<C> {

  interface Opener<C> {
    C open() throws Exception;
  }

  private final int size;
  private final Opener<C> opener;
  private int out;

  Ex301BorrowAndReturn(int size, Opener<C> opener) {
    this.size = size;
    this.opener = opener;
  }

  C borrow() throws Exception {
    synchronized (this) {
      while (out == size) {
        wait();
      }
      out++;
    }
    try {
      return opener.open();
    } catch (Throwable e) {
      giveBack(null);
      throw e;
    }
  }

  synchronized void giveBack(C connection) {
    out--;
    notifyAll();
  }
}
