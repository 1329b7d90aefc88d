package workbook.pool.exercises;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A queue that can wait knows about deadlines and interrupts already. */
final class Ex303BorrowWithADeadline<C> {

  static final class PoolExhausted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PoolExhausted(String message) {
      super(message);
    }
  }

  private final int size;
  private final BlockingDeque<C> idle;
  private final AtomicInteger waiting = new AtomicInteger();

  Ex303BorrowWithADeadline(List<C> connections) {
    this.size = connections.size();
    this.idle = new LinkedBlockingDeque<>(connections);
  }

  C borrow(Duration atMost) throws InterruptedException {
    long start = System.nanoTime();
    waiting.incrementAndGet();
    try {
      C connection = idle.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
      if (connection == null) {
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        throw new PoolExhausted(
            waiting + " waiting for " + size + " connections; gave up after " + millis + " ms");
      }
      return connection;
    } finally {
      waiting.decrementAndGet();
    }
  }

  void giveBack(C connection) {
    idle.addFirst(connection);
  }
}
