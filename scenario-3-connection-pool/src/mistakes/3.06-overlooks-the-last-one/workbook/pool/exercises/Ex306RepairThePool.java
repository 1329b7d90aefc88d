package workbook.pool.exercises;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One repairer works through a queue and says at its end that it has stopped. Who comes after its
 * last look into the queue, and before it says so, relies on it: nobody repairs that connection.
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
  private final Queue<C> toReplace = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean repairing = new AtomicBoolean();

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
    toReplace.add(broken);
    if (repairing.compareAndSet(false, true)) {
      later.run(Duration.ZERO, this::replaceNext);
    }
  }

  private void replaceNext() {
    C broken = toReplace.poll();
    if (broken == null) {
      repairing.set(false);
    } else {
      close(broken);
      open(FIRST_PAUSE);
    }
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
      later.run(Duration.ZERO, this::replaceNext);
    } catch (Throwable e) {
      later.run(pause, () -> open(longer(pause)));
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }
}
