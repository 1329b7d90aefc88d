package workbook.pool;

/** A borrow that ended without a lease. The type says why; a caller can tell "busy" from "down". */
public abstract sealed class PoolException extends RuntimeException
    permits PoolExhaustedException, ConnectionUnavailableException, PoolClosedException {

  private static final long serialVersionUID = 1L;

  PoolException(String message, Throwable cause) {
    super(message, cause);
  }
}
