package workbook.pool.exercises;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Gives the broken connection back first: until its task runs, anybody can borrow it. */
final class Ex306RepairThePool<C> {

  interface Server<C> {
    C open() throws Exception;

    void close(C connection);
  }

  interface Later {
    void run(Duration delay, Runnable task);
  }

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
    idle.add(broken);
    later.run(
        Duration.ZERO,
        () -> {
          idle.remove(broken);
          close(broken);
          open(50);
        });
  }

  private void close(C broken) {
    try {
      server.close(broken);
    } catch (Throwable e) {
      // it was broken anyway
    }
  }

  private void open(long pauseMillis) {
    try {
      idle.add(server.open());
    } catch (Throwable e) {
      later.run(Duration.ofMillis(pauseMillis), () -> open(Math.min(1_000, 2 * pauseMillis)));
    }
  }
}
