package workbook.pool;

import java.time.Duration;
import java.util.Objects;

/**
 * The pool has no usable connection at all: the server cannot be reached or refuses. The cause is
 * the last failure to open, check or use a connection, if there was one since the last success.
 */
public final class ConnectionUnavailableException extends PoolException {

  private static final long serialVersionUID = 1L;

  /** At the start. */
  ConnectionUnavailableException(Throwable failure) {
    super("The pool's first connection could not be opened: " + failure, failure);
  }

  /** While borrowing; without a failure if there was none yet. */
  ConnectionUnavailableException(PoolStats stats, Duration waited, Throwable lastFailure) {
    super(
        String.format(
            "None of the pool's %d connections is usable, after waiting %d ms: all are being repaired (%d"
                + " failed openings so far), and %d borrowers wait. Last failure: %s",
            stats.size(),
            waited.toMillis(),
            stats.openFailures(),
            stats.waiting(),
            Objects.requireNonNullElse(lastFailure, "none since a connection was last opened")),
        lastFailure);
  }
}
