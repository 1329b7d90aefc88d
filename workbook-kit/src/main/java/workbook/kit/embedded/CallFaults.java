package workbook.kit.embedded;

import io.milvus.shaded.io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Faults of single calls, got from {@link Faults#calls}. Thread-safe. */
public final class CallFaults {

  private final Faults faults;
  private final Predicate<String> names;

  CallFaults(Faults faults, Predicate<String> names) {
    this.faults = faults;
    this.names = names;
  }

  /** Every call waits that long before it is worked on. No thread of the server waits with it. */
  public Fault delay(Duration duration) {
    return delay(() -> duration);
  }

  /** Every call waits for a time of its own, for instance one drawn from a distribution. */
  public Fault delay(Supplier<Duration> distribution) {
    return faults.begin(new Effect.Delay(names, distribution));
  }

  /** The next {@code times} calls are not worked on and fail with a status of gRPC. */
  public Fault failNext(int times, Status.Code code) {
    Status status = Status.fromCode(code).withDescription("failed on demand");
    return fail(times, status.asRuntimeException(), false);
  }

  /**
   * The next {@code times} calls are not worked on and are answered with an error of Milvus, for
   * instance code 8 for too many requests.
   */
  public Fault failNext(int times, int milvusCode, String reason) {
    return fail(times, new MilvusError(milvusCode, "%s", reason), false);
  }

  /**
   * The next {@code times} calls are worked on, but instead of their answer the client gets
   * UNAVAILABLE, and cannot know whether it was done.
   */
  public Fault loseNextAnswers(int times) {
    Status status = Status.UNAVAILABLE.withDescription("the answer was lost on demand");
    return fail(times, status.asRuntimeException(), true);
  }

  private Fault fail(int times, RuntimeException with, boolean worksBefore) {
    return faults.begin(new Effect.Failure(names, new AtomicInteger(times), with, worksBefore));
  }
}
