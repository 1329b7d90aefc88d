package workbook.pool;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Ends a call in time that has no deadline of its own, or a longer one. It runs on a helper thread
 * and is interrupted when the time is up, or when the caller is; gRPC's blocking calls obey an
 * interrupt.
 */
final class BoundedCall {

  private static final ExecutorService THREADS =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          1,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          work -> {
            Thread thread = Executors.defaultThreadFactory().newThread(work);
            thread.setName("milvus-bounded-call");
            thread.setDaemon(true);
            return thread;
          });

  private BoundedCall() {}

  /**
   * Runs a call for at most the given time.
   *
   * @param disposal gets the result if it comes too late after all
   * @throws TimeoutException when the time is up
   * @throws InterruptedException if the caller is interrupted
   * @throws Exception what the call threw
   */
  static <T> T run(String what, Duration atMost, Callable<T> call, Consumer<T> disposal)
      throws Exception {
    AtomicBoolean settled = new AtomicBoolean();
    Future<T> result =
        THREADS.submit(
            () -> {
              T value = call.call();
              if (!settled.compareAndSet(false, true)) {
                disposal.accept(value);
              }
              return value;
            });
    try {
      return result.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } catch (TimeoutException | InterruptedException e) {
      if (!settled.compareAndSet(false, true)) {
        return result.get(); // it came at the last moment, and is on its way
      }
      result.cancel(true);
      if (e instanceof InterruptedException) {
        throw e;
      }
      throw new TimeoutException(what + " took longer than " + atMost.toMillis() + " ms");
    }
  }
}
