package workbook.pool;

/** The pool was closed before the borrow or while the borrower waited. Not worth a retry. */
public final class PoolClosedException extends PoolException {

  private static final long serialVersionUID = 1L;

  PoolClosedException() {
    super("The pool is closed. Borrow before close(), or open a new pool.", null);
  }
}
