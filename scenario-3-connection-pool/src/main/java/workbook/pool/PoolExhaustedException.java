package workbook.pool;

import java.time.Duration;

/**
 * Every usable connection was leased until the borrower's deadline: the pool is busy, not broken.
 */
public final class PoolExhaustedException extends PoolException {

  private static final long serialVersionUID = 1L;

  private final transient PoolStats stats;
  private final Duration waited;

  PoolExhaustedException(PoolStats stats, Duration waited, Throwable lastFailure) {
    super(
        String.format(
            "No connection came free within %d ms: size %d, idle %d, leased %d, repairing %d, waiting %d."
                + " Look for leases that are held during other work or never closed; if all are busy with"
                + " the server, it or the pool's size sets the limit.%s",
            waited.toMillis(),
            stats.size(),
            stats.idle(),
            stats.leased(),
            stats.repairing(),
            stats.waiting(),
            lastFailure == null ? "" : " A connection also failed lately; see the cause."),
        lastFailure);
    this.stats = stats;
    this.waited = waited;
  }

  /** The pool at the moment of giving up; {@code null} after deserialization. */
  public PoolStats stats() {
    return stats;
  }

  /** How long the borrower waited. */
  public Duration waited() {
    return waited;
  }
}
