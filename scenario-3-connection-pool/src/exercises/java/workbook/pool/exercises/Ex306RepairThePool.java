package workbook.pool.exercises;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import workbook.kit.exercise.Todo;

/**
 * A pool that replaces broken connections, and comes back to its full size after an outage, however
 * long that took.
 *
 * <p>Write {@link #replace}. Everything private here is yours to change.
 */
final class Ex306RepairThePool<C> {

  /** What the pool can ask of the server. Both may take seconds, and both may fail. */
  interface Server<C> {
    C open() throws Exception;

    void close(C connection);
  }

  /**
   * Runs a task after a delay, on a thread of the pool's own. As with a {@code
   * ScheduledExecutorService}, an exception ends the task, and nobody hears of it.
   */
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

  /**
   * Takes back a connection that is broken: closes it first, so that there are never more than the
   * pool has places, and then sees to it that a new one becomes idle in its place. Returns at once:
   * both are done {@code later}, on the pool's own thread. If opening fails, it is tried again after
   * a pause, for ever: in each outage the pauses grow from {@code FIRST_PAUSE} to {@code
   * LONGEST_PAUSE}. The pool's thread has other things to do in a pause.
   */
  void replace(C broken) {
    Todo.solve("3.06", "close the broken connection, then open another one, until that works");
  }
}
