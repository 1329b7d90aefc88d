package workbook.pool.exercises;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Passes the place of a failed open on to who waits; but who opens in an inherited place does it
 * without the undo: when that open fails too, the place is lost for ever.
 */
final class Ex301BorrowAndReturn<C> {

  interface Opener<C> {
    C open() throws Exception;
  }

  private final int size;
  private final Opener<C> opener;
  private final Deque<C> idle = new ArrayDeque<>();
  private final Deque<CompletableFuture<Optional<C>>> waiters = new ArrayDeque<>();
  private int open;

  Ex301BorrowAndReturn(int size, Opener<C> opener) {
    this.size = size;
    this.opener = opener;
  }

  C borrow() throws Exception {
    CompletableFuture<Optional<C>> turn = null;
    synchronized (this) {
      if (!idle.isEmpty()) {
        return idle.pop();
      }
      if (open < size) {
        open++;
      } else {
        turn = new CompletableFuture<>();
        waiters.add(turn);
      }
    }
    if (turn != null) {
      Optional<C> handedOver = turn.get();
      // Nothing handed over: an open has failed, and its place is ours now.
      return handedOver.isPresent() ? handedOver.get() : opener.open();
    }
    try {
      return opener.open();
    } catch (Throwable e) {
      passThePlaceOn();
      throw e;
    }
  }

  private synchronized void passThePlaceOn() {
    CompletableFuture<Optional<C>> next = waiters.poll();
    if (next == null) {
      open--;
    } else {
      next.complete(Optional.empty());
    }
  }

  synchronized void giveBack(C connection) {
    CompletableFuture<Optional<C>> next = waiters.poll();
    if (next == null) {
      idle.push(connection);
    } else {
      next.complete(Optional.of(connection));
    }
  }
}
