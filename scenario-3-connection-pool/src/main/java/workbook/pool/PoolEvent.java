package workbook.pool;

import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that has happened in a pool, for the listener of {@link PoolConfig}. Told on the thread
 * on which it happens, sometimes a borrower's: be quick and do not block. What a listener throws is
 * logged and ignored.
 */
public sealed interface PoolEvent {

  /** A connection was opened. */
  record Opened(Duration took) implements PoolEvent {}

  /** A connection could not be opened; the pool will try again. */
  record OpenFailed(Throwable failure) implements PoolEvent {}

  /** A connection's close has returned. */
  record Closed() implements PoolEvent {}

  /** A connection was found or declared broken and will be replaced. */
  record Invalidated(Throwable cause) implements PoolEvent {}

  /** A borrower got nothing by its deadline. */
  record Exhausted(PoolException failure) implements PoolEvent {}

  /**
   * A thread waits for a connection while it holds another one of the same pool: when all borrowers
   * do that, nobody can go on. Noticed only when it has to wait, and only for exclusive leases.
   *
   * @param thread its name
   */
  record NestedBorrow(String thread) implements PoolEvent {}

  /**
   * A lease has been out for longer than {@link PoolConfig.Timing#LEAK_THRESHOLD}; told once a
   * lease.
   *
   * @param thread the name of the thread that borrowed
   * @param since when it borrowed
   * @param borrowedAt a stack trace of the borrower
   */
  record Leaked(String thread, Instant since, Throwable borrowedAt) implements PoolEvent {}

  /** Logs what points to a mistake of the program: the listener of a pool that is given none. */
  static void log(PoolEvent event) {
    Logger log = LoggerFactory.getLogger(ConnectionPool.class);
    if (event instanceof Leaked leak) {
      log.warn("A lease is still out. Is it closed on every path?", leak.borrowedAt());
    } else if (event instanceof NestedBorrow nested) {
      log.warn(
          "Thread '{}' waits for a connection while it holds another one of the same pool. When all"
              + " borrowers do that, nobody can go on: borrow once and pass the connection on.",
          nested.thread());
    }
  }
}
