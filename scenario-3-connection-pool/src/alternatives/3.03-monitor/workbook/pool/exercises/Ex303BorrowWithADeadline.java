package workbook.pool.exercises;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** wait() takes milliseconds, and 0 for "for ever": so what is left is rounded up. */
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
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          throw new PoolExhausted(
              "size=" + size + " waiting=" + waiting + " waited=" + atMost.toMillis() + "ms");
        }
        wait(left / 1_000_000 + 1);
      }
      return idle.poll();
    } finally {
      waiting--;
    }
  }

  synchronized void giveBack(C connection) {
    idle.add(connection);
    notify();
  }
}
