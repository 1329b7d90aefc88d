package workbook.pool;

import java.time.Duration;

/**
 * The pool has no usable connection at all: the server cannot be reached or refuses. The cause is
 * the last failure to open or check a connection, if there was one yet.
 */
public final class ConnectionUnavailableException extends PoolException {

  private static final long serialVersionUID = 1L;

  private ConnectionUnavailableException(String message, Throwable lastFailure) {
    super(message, lastFailure);
  }

  static ConnectionUnavailableException atStart(Throwable failure) {
    return new ConnectionUnavailableException(
        "The pool's first connection could not be opened: " + describe(failure), failure);
  }

  static ConnectionUnavailableException whileBorrowing(
      PoolStats stats, Duration waited, Throwable lastFailure) {
    return new ConnectionUnavailableException(
        String.format(
            "None of the pool's %d connections is usable, after waiting %d ms: all are being repaired (%d"
                + " failed openings so far). Last failure: %s",
            stats.size(), waited.toMillis(), stats.openFailures(), describe(lastFailure)),
        lastFailure);
  }

  private static String describe(Throwable failure) {
    return failure == null ? "none yet, the first opening is still under way" : failure.toString();
  }
}
