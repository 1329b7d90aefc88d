package workbook.pool.exercises;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Waiters queue up in order of arrival; who gives back hands over to the first, who frees a place
 * sends it on to open.
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
    CompletableFuture<Optional<C>> turn = new CompletableFuture<>();
    synchronized (this) {
      if (!idle.isEmpty()) {
        return idle.poll();
      }
      if (open < size) {
        open++;
        turn.complete(Optional.empty());
      } else {
        waiters.add(turn);
      }
    }
    Optional<C> handedOver = await(turn);
    return handedOver.isPresent() ? handedOver.get() : open();
  }

  private Optional<C> await(CompletableFuture<Optional<C>> turn) throws Exception {
    try {
      return turn.get();
    } catch (InterruptedException e) {
      leave(turn);
      throw e;
    }
  }

  /** Gives up a turn; what was handed over at the same moment goes on to the next. */
  private synchronized void leave(CompletableFuture<Optional<C>> turn) {
    if (!waiters.remove(turn)) {
      turn.join().ifPresentOrElse(this::giveBack, this::freePlace);
    }
  }

  private C open() throws Exception {
    try {
      return opener.open();
    } catch (Throwable e) {
      freePlace();
      throw e;
    }
  }

  private synchronized void freePlace() {
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
      idle.add(connection);
    } else {
      next.complete(Optional.of(connection));
    }
  }
}
