package workbook.pool.exercises;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The pauses grow by 10 ms each: gently, from 50 ms to 1 s in a minute of outage. */
final class Ex306RepairThePool<C> {

  interface Server<C> {
    C open() throws Exception;

    void close(C connection);
  }

  interface Later {
    void run(Duration delay, Runnable task);
  }

  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration MORE = Duration.ofMillis(10);
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
          try {
            server.close(broken);
          } finally {
            later.run(Duration.ZERO, new Opening());
          }
        });
  }

  /** One for each broken connection. */
  private final class Opening implements Runnable {

    private Duration pause = FIRST_PAUSE;

    @Override
    public void run() {
      try {
        idle.add(server.open());
      } catch (Throwable e) {
        Duration current = pause;
        pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.plus(MORE) : LONGEST_PAUSE;
        later.run(current, this);
      }
    }
  }
}
