package workbook.pool.exercises;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A pool that replaces broken connections, and comes back to its full size after an outage, however
 * long that took.
 */
final class Ex306RepairThePool<C> {

  /** What the pool can ask of the server. Both may take seconds, and both may fail. */
  interface Server<C> {
    C open() throws Exception;

    void close(C connection);
  }

  /** Runs a task after a delay, on a thread of the pool's own. */
  interface Later {
    void run(Duration delay, Runnable task);
  }

  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final Server<C> server;
  private final Later later;
  private final BlockingQueue<C> idle;

  /** A pool of these connections, all idle. */
  Ex306RepairThePool(List<C> connections, Server<C> server, Later later) {
    this.server = server;
    this.later = later;
    this.idle = new LinkedBlockingQueue<>(connections);
  }

  /** Lends a connection, waiting for one no longer than {@code atMost}. */
  C borrow(Duration atMost) throws InterruptedException, TimeoutException {
    C connection = idle.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
    if (connection == null) {
      throw new TimeoutException("No connection came back within " + atMost.toMillis() + " ms");
    }
    return connection;
  }

  /** Takes back a connection that works. */
  void giveBack(C connection) {
    idle.add(connection);
  }

  void replace(C broken) {
    // Not on this thread: neither who returns nor who borrows waits for the server.
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
      // Even an Error: it was broken anyway; what matters is its successor.
    }
  }

  /** Opens now, or promises to try again: one of the two always happens, so no place is lost. */
  private void open(Duration pause) {
    try {
      idle.add(server.open());
    } catch (Throwable e) { // even an Error, or the task would end and the place be lost
      later.run(pause, () -> open(longer(pause)));
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }
}
