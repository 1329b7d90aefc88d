package workbook.pool.exercises;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Takes the whole seconds of the time: 300 ms are none. */
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
    long start = System.nanoTime();
    waiting++;
    try {
      while (idle.isEmpty()) {
        long left = start + TimeUnit.SECONDS.toNanos(atMost.toSeconds()) - System.nanoTime();
        if (left <= 0) {
          throw new PoolExhausted(
              "Nothing came back within %d ms: size %d, waiting %d"
                  .formatted((System.nanoTime() - start) / 1_000_000, size, waiting));
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
      return idle.pop();
    } finally {
      waiting--;
    }
  }

  synchronized void giveBack(C connection) {
    idle.push(connection);
    notifyAll();
  }
}
