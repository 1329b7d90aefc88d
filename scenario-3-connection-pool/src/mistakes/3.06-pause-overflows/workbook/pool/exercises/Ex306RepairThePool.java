package workbook.pool.exercises;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Doubles by shifting an int: after 26 failures the product is negative or zero, which is less than
 * the limit, so the pause is none, and six failures later it begins anew with 50 ms.
 */
final class Ex306RepairThePool<C> {

  interface Server<C> {
    C open() throws Exception;

    void close(C connection);
  }

  interface Later {
    void run(Duration delay, Runnable task);
  }

  private static final int FIRST_PAUSE = 50;
  private static final int LONGEST_PAUSE = 1_000;

  private final Server<C> server;
  private final Later later;
  private final BlockingQueue<C> idle;

  Ex306RepairThePool(List<C> connections, Server<C> server, Later later) {
    this.server = server;
    this.later = later;
    this.idle = new LinkedBlockingQueue<>(connections);
  }

  C borrow(Duration atMost) throws InterruptedException, TimeoutException {
    C connection = idle.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
    if (connection == null) {
      throw new TimeoutException("No connection came back within " + atMost.toMillis() + " ms");
    }
    return connection;
  }

  void giveBack(C connection) {
    idle.add(connection);
  }

  void replace(C broken) {
    later.run(
        Duration.ZERO,
        () -> {
          close(broken);
          open(0);
        });
  }

  private void close(C broken) {
    try {
      server.close(broken);
    } catch (Throwable e) {
      // it was broken anyway
    }
  }

  private void open(int failures) {
    try {
      idle.add(server.open());
    } catch (Throwable e) {
      int pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE << failures);
      later.run(Duration.ofMillis(pause), () -> open(failures + 1));
    }
  }
}
