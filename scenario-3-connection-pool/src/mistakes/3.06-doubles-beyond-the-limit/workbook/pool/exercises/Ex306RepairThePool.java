package workbook.pool.exercises;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks whether the pause is still below the limit, and doubles it then: 800 ms become 1.6 s, and
 * the limit of 1 s is never kept.
 */
final class Ex306RepairThePool<C> {

  interface Server<C> {
    C open() throws Exception;

    void close(C connection);
  }

  interface Later {
    void run(Duration delay, Runnable task);
  }

  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

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
          open(FIRST_PAUSE);
        });
  }

  private void close(C broken) {
    try {
      server.close(broken);
    } catch (Throwable e) {
      // it was broken anyway
    }
  }

  private void open(Duration pause) {
    try {
      idle.add(server.open());
    } catch (Throwable e) {
      later.run(pause, () -> open(longer(pause)));
    }
  }

  private static Duration longer(Duration pause) {
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
  }
}
