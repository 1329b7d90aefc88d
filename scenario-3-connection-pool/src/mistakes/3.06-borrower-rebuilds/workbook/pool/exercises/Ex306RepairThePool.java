package workbook.pool.exercises;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Leaves the opening to the next borrower, which then hangs in open() beyond its deadline. */
final class Ex306RepairThePool<C> {

  interface Server<C> {
    C open() throws Exception;

    void close(C connection);
  }

  interface Later {
    void run(Duration delay, Runnable task);
  }

  private final Server<C> server;
  private final BlockingQueue<C> idle;
  private final AtomicInteger missing = new AtomicInteger();

  Ex306RepairThePool(List<C> connections, Server<C> server, Later later) {
    this.server = server;
    this.idle = new LinkedBlockingQueue<>(connections);
  }

  C borrow(Duration atMost) throws InterruptedException, TimeoutException {
    if (idle.isEmpty() && missing.get() > 0) {
      try {
        C opened = server.open();
        missing.decrementAndGet();
        return opened;
      } catch (Exception e) {
        // still down
      }
    }
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
    close(broken);
    missing.incrementAndGet();
  }

  private void close(C broken) {
    try {
      server.close(broken);
    } catch (Throwable e) {
      // it was broken anyway
    }
  }
}
