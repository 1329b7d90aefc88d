package workbook.pool;

import java.time.Duration;

/**
 * Opens, checks and closes connections: everything a pool knows about what it pools.
 *
 * <p>Implementations must be thread-safe, and every method must end within a bounded time: {@code
 * open} occupies one of the few threads that repair the pool for as long as it runs.
 *
 * @param <C> the connection
 */
public interface ConnectionFactory<C> {

  /**
   * Opens a connection. Called on the pool's own threads; only the first connection of a fail-fast
   * start is opened on the caller's.
   *
   * @return a usable connection, never {@code null}
   * @throws Exception if there is none; the pool tries again later, with back-off
   */
  C open() throws Exception;

  /**
   * Returns normally if the connection is usable. Called by a borrower for the connection it has
   * just taken, by the pool's keep-alive, and for a connection that is suspect; never for one that
   * someone else is using, unless leases share connections.
   *
   * @param atMost how long the check may take; a check that needs longer should fail
   * @throws Exception if the connection should be replaced
   */
  void check(C connection, Duration atMost) throws Exception;

  /**
   * Closes a connection; called once for each that was opened. The pool waits for the end of a
   * close no longer than {@link PoolConfig.Timing#CLOSE_DEADLINE} before it opens the replacement.
   *
   * @throws Exception logged, otherwise ignored: the connection counts as closed
   */
  void close(C connection) throws Exception;

  /**
   * What a failure of the work done with a connection says about that connection. Asked by {@link
   * ConnectionPool#call}. Must not throw.
   */
  default Damage damage(Throwable failure) {
    return Damage.NONE;
  }

  /** The state of a connection after a failure. */
  enum Damage {
    /** The failure has nothing to do with the connection. */
    NONE,
    /** Nobody knows: the pool checks the connection before anyone else gets it. */
    SUSPECTED,
    /** The connection must be replaced. */
    BROKEN
  }
}
