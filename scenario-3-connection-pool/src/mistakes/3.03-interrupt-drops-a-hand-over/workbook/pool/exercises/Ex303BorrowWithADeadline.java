package workbook.pool.exercises;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Is handed a connection just when it is interrupted, and leaves without it. */
final class Ex303BorrowWithADeadline<C> {

  static final class PoolExhausted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PoolExhausted(String message) {
      super(message);
    }
  }

  private final int size;
  private final Deque<C> idle;
  private final Deque<CompletableFuture<C>> waiters = new ArrayDeque<>();

  Ex303BorrowWithADeadline(List<C> connections) {
    this.size = connections.size();
    this.idle = new ArrayDeque<>(connections);
  }

  C borrow(Duration atMost) throws InterruptedException {
    CompletableFuture<C> turn = enter();
    try {
      return turn.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      int waiting = leave(turn);
      if (turn.isDone()) {
        return turn.join(); // it came in the last moment
      }
      throw new PoolExhausted(
          "waited %d ms, %d waiting for %d connections"
              .formatted(atMost.toMillis(), waiting, size));
    } catch (InterruptedException e) {
      leave(turn);
      throw e;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized CompletableFuture<C> enter() {
    if (!idle.isEmpty()) {
      return CompletableFuture.completedFuture(idle.pop());
    }
    CompletableFuture<C> turn = new CompletableFuture<>();
    waiters.add(turn);
    return turn;
  }

  /** How many waited, this one included. */
  private synchronized int leave(CompletableFuture<C> turn) {
    int waiting = waiters.size();
    waiters.remove(turn);
    return waiting;
  }

  synchronized void giveBack(C connection) {
    if (waiters.isEmpty()) {
      idle.push(connection);
    } else {
      waiters.poll().complete(connection);
    }
  }
}
