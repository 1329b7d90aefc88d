package workbook.pool;

import io.milvus.shaded.io.grpc.Context;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Gives work with a client a deadline that its settings do not know. gRPC's context carries the
 * deadline: every call that the work makes ends when it passes, also a call of the SDK's own that
 * has no other. The work stays on the caller's thread, so nothing can come too late.
 */
final class BoundedCall {

  private static final ScheduledExecutorService TIMER =
      Executors.newSingleThreadScheduledExecutor(Workers.named("milvus-deadlines"));

  private BoundedCall() {}

  /**
   * Does the work within the given time, plus what it does between its calls. Within another
   * bounded call, the earlier deadline counts.
   *
   * @throws InterruptedException if the caller is interrupted during a call
   * @throws Exception what the work threw; a call whose time is up fails with DEADLINE_EXCEEDED
   */
  static <T> T run(Duration atMost, Callable<T> work) throws Exception {
    try (var bounds =
        Context.current().withDeadlineAfter(atMost.toNanos(), TimeUnit.NANOSECONDS, TIMER)) {
      return bounds.call(work);
    } catch (Exception e) {
      if (Thread.interrupted()) { // gRPC cancels the call and leaves the flag set
        throw new InterruptedException(e.toString());
      }
      throw e;
    }
  }
}
