package workbook.pool.benchmarks.server;

/**
 * Why a call failed, in words only. JMH sends what a benchmark throws from one JVM to another, and
 * not all that the SDK's exceptions hold can be sent.
 */
final class CallFailed extends RuntimeException {

  private static final long serialVersionUID = 1;

  CallFailed(Throwable cause) {
    super(reasons(cause));
  }

  private static String reasons(Throwable failure) {
    String reason = failure.toString();
    return failure.getCause() == null
        ? reason
        : reason + ", because " + reasons(failure.getCause());
  }
}
