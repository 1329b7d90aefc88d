package workbook.pool.exercises;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.function.LongSupplier;

/**
 * Believes that a check has an expiry date: counts from the last check, although the connection has
 * worked ever since.
 */
final class Ex305CheckTheConnectionYouLease<C> {

  interface Server<C> {
    C open() throws Exception;

    boolean answers(C connection) throws Exception;

    void close(C connection);
  }

  private record Idle<C>(C connection, long sinceNanos) {}

  private final Server<C> server;
  private final long checkAfterNanos;
  private final LongSupplier nanoTime;
  private final BlockingDeque<Idle<C>> idle = new LinkedBlockingDeque<>();
  private final Map<C, Long> checkedAt = new ConcurrentHashMap<>();

  Ex305CheckTheConnectionYouLease(
      List<C> connections, Server<C> server, Duration checkAfter, LongSupplier nanoTime) {
    this.server = server;
    this.checkAfterNanos = checkAfter.toNanos();
    this.nanoTime = nanoTime;
    connections.forEach(this::giveBack);
  }

  C borrow() throws Exception {
    Idle<C> taken = idle.take();
    boolean fresh = nanoTime.getAsLong() - taken.sinceNanos() <= checkAfterNanos;
    if (!fresh) {
      checkedAt.put(taken.connection(), nanoTime.getAsLong());
    }
    if (fresh || isAlive(taken.connection())) {
      return taken.connection();
    }
    server.close(taken.connection());
    return server.open();
  }

  private boolean isAlive(C connection) {
    try {
      return server.answers(connection);
    } catch (Exception e) {
      return false;
    }
  }

  void giveBack(C connection) {
    long checked = checkedAt.computeIfAbsent(connection, fresh -> nanoTime.getAsLong());
    idle.push(new Idle<>(connection, checked));
  }
}
