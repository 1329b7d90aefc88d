package workbook.pool.exercises;

import workbook.kit.exercise.Todo;

/**
 * A pool: it lends connections to many threads and never has more than {@code size} of them open.
 *
 * <p>Write {@link #borrow} and {@link #giveBack}. Use whatever you like: a lock, {@code
 * synchronized}, a semaphore, a queue. The order in which connections are lent does not matter.
 */
final class Ex301BorrowAndReturn<C> {

  /** Opens a connection. That may take seconds, and it may fail. */
  interface Opener<C> {
    C open() throws Exception;
  }

  private final int size;
  private final Opener<C> opener;

  // Add the fields you need: which connections are idle? how many places are taken?

  /** Opens nothing yet: connections are opened when they are needed. */
  Ex301BorrowAndReturn(int size, Opener<C> opener) {
    this.size = size;
    this.opener = opener;
  }

  /**
   * Lends a connection that nobody else has: an idle one if there is one; otherwise a new one,
   * while fewer than {@code size} exist; otherwise it waits until one of the two is possible.
   *
   * <p>While one thread opens a connection, other threads can borrow and give back. If opening
   * fails, this borrower gets the exception (or the {@code Error}), and its place is free for the
   * next.
   */
  C borrow() throws Exception {
    return Todo.solve("3.01", "lend an idle connection, open one while fewer than size exist, or wait");
  }

  /** Takes a connection back; a borrower that waits gets it. Never waits for the server. */
  void giveBack(C connection) {
    Todo.solve("3.01", "make the connection idle again and wake a borrower that waits");
  }
}
