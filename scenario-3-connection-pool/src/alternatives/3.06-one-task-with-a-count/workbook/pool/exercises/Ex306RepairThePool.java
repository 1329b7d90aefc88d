package workbook.pool.exercises;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One object a repair, which counts its failures and shifts the pause; a random part keeps many
 * pools apart.
 */
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
    // Two tasks: what becomes of the one does not touch the other.
    later.run(Duration.ZERO, () -> server.close(broken));
    new Repair().runAfter(Duration.ofMillis(1));
  }

  private final class Repair implements Runnable {

    private int failures;

    void runAfter(Duration pause) {
      later.run(pause, this);
    }

    @Override
    public void run() {
      C opened = null;
      try {
        opened = server.open();
      } catch (Exception | Error e) {
        failures++;
      }
      if (opened != null) {
        idle.add(opened);
      } else {
        long longest = Math.min(1_000, 50L << Math.min(failures, 10));
        runAfter(Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest)));
      }
    }
  }
}
