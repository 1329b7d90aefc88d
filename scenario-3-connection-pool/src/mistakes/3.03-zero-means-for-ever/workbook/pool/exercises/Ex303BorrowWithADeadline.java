package workbook.pool.exercises;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Hands the milliseconds that are left to wait(), for which 0 means "for ever". */
final class Ex303BorrowWithADeadline<C> {

  static final class PoolExhausted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PoolExhausted(String message) {
      super(message);
    }
  }

  private final int size;
  private final Deque<C> idle;
  private int waiting;

  Ex303BorrowWithADeadline(List<C> connections) {
    this.size = connections.size();
    this.idle = new ArrayDeque<>(connections);
  }

  synchronized C borrow(Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    waiting++;
    try {
      while (idle.isEmpty()) {
        wait(Math.max(0, (deadline - System.nanoTime()) / 1_000_000));
        if (idle.isEmpty() && System.nanoTime() >= deadline) {
          throw new PoolExhausted(
              "size=" + size + " waiting=" + waiting + " waited=" + atMost.toMillis() + "ms");
        }
      }
      return idle.poll();
    } finally {
      waiting--;
    }
  }

  synchronized void giveBack(C connection) {
    idle.add(connection);
    notifyAll();
  }
}
