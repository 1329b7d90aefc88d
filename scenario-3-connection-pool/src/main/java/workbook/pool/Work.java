package workbook.pool;

/**
 * Work to do with a leased connection; see {@link ConnectionPool#call}.
 *
 * @param <C> the connection
 * @param <R> the result
 * @param <X> the checked exception that the work may throw
 */
@FunctionalInterface
public interface Work<C, R, X extends Exception> {
  /** Does the work. The connection must not be kept. */
  R apply(C connection) throws X;
}
