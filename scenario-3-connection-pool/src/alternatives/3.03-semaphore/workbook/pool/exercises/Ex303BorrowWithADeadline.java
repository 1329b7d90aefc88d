package workbook.pool.exercises;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A fair semaphore counts what is idle, and serves in the order of arrival. */
final class Ex303BorrowWithADeadline<C> {

  static final class PoolExhausted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PoolExhausted(String message) {
      super(message);
    }
  }

  private final int size;
  private final Queue<C> idle;
  private final Semaphore permits;

  Ex303BorrowWithADeadline(List<C> connections) {
    this.size = connections.size();
    this.idle = new ConcurrentLinkedQueue<>(connections);
    this.permits = new Semaphore(size, true);
  }

  C borrow(Duration atMost) throws InterruptedException {
    if (!permits.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
      int waiting = permits.getQueueLength() + 1;
      throw new PoolExhausted(
          "%d waiting, %d connections, %d ms".formatted(waiting, size, atMost.toMillis()));
    }
    return idle.remove();
  }

  void giveBack(C connection) {
    idle.add(connection);
    permits.release();
  }
}
