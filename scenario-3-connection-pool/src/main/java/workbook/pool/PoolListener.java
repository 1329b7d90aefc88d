package workbook.pool;

import java.time.Duration;
import java.time.Instant;

/**
 * Told what happens to a pool's connections. Called on the thread on which it happens, some of them
 * borrowers' threads: be quick and do not block. What a listener throws is logged and ignored.
 */
public interface PoolListener {

  /** A listener that does nothing. */
  PoolListener NONE = new PoolListener() {};

  /** A connection was opened. */
  default void opened(Duration took) {}

  /** A connection could not be opened; the pool will try again. */
  default void openFailed(Throwable failure) {}

  /** A connection's close has returned. */
  default void closed() {}

  /** A connection was found or declared broken and will be replaced. */
  default void invalidated(Throwable cause) {}

  /** A borrower got nothing by its deadline. */
  default void exhausted(PoolException failure) {}

  /**
   * A thread waits for a connection while it holds another one of the same pool: when all borrowers
   * do that, nobody can go on. Noticed only when it has to wait, and only for exclusive leases.
   */
  default void nestedBorrow(String thread) {}

  /** A lease has been out for longer than {@link PoolConfig#leakThreshold()}; told once a lease. */
  default void leaked(Leak leak) {}

  /**
   * A lease that looks forgotten.
   *
   * @param thread the name of the thread that borrowed
   * @param since when it borrowed
   * @param borrowedAt a stack trace of the borrower
   */
  record Leak(String thread, Instant since, Throwable borrowedAt) {}
}
