package workbook.pool.faults;

import workbook.pool.MilvusErrors;
import workbook.pool.PoolException;

/** What a caller may be told. */
final class Failures {

  private Failures() {}

  /**
   * Whether a failure is the pool's own, or one of the SDK that {@link MilvusErrors} understands.
   */
  static boolean isTyped(Throwable failure) {
    return failure instanceof PoolException
        || MilvusErrors.classify(failure) != MilvusErrors.Kind.UNKNOWN;
  }
}
