package workbook.kit.embedded;

import io.milvus.shaded.io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.milvus.shaded.io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.milvus.shaded.io.grpc.Metadata;
import io.milvus.shaded.io.grpc.ServerCall;
import io.milvus.shaded.io.grpc.ServerCallHandler;
import io.milvus.shaded.io.grpc.ServerInterceptor;
import io.milvus.shaded.io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Delays calls, fails them and loses their answers, as the rules say. Thread-safe. */
final class CallRules implements ServerInterceptor {

  /** A rule; it is about calls of these names, or about all if there are none. */
  sealed interface Rule {
    Set<String> names();

    default boolean isAbout(String call) {
      return names().isEmpty() || names().contains(call);
    }

    record Delay(Set<String> names, Supplier<Duration> duration) implements Rule {}

    /** Fails as many calls as are left, by either of the two. */
    record Fail(Set<String> names, AtomicInteger left, Status status, MilvusError error)
        implements Rule {}

    record Lose(Set<String> names, AtomicInteger left) implements Rule {}
  }

  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService timer;
  private final Executor workers;

  CallRules(ScheduledExecutorService timer, Executor workers) {
    this.timer = timer;
    this.workers = workers;
  }

  Fault add(Rule rule) {
    rules.add(rule);
    return () -> rules.remove(rule);
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    String name = call.getMethodDescriptor().getBareMethodName();
    long delayNanos = 0;
    boolean lost = false;
    for (Rule rule : rules) {
      if (!rule.isAbout(name)) {
        continue;
      }
      if (rule instanceof Rule.Delay delay) {
        delayNanos += delay.duration().get().toNanos();
      } else if (rule instanceof Rule.Fail fail && isLeft(fail.left())) {
        return failing(call, fail);
      } else if (rule instanceof Rule.Lose lose && isLeft(lose.left())) {
        lost = true;
      }
    }
    ServerCall.Listener<Q> listener = next.startCall(lost ? new LostAnswer<>(call) : call, headers);
    return delayNanos > 0 ? delayed(listener, call, delayNanos) : listener;
  }

  private static boolean isLeft(AtomicInteger left) {
    return left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
  }

  /** The work starts when the request is complete; that moment is put off. */
  private <Q> ServerCall.Listener<Q> delayed(
      ServerCall.Listener<Q> listener, ServerCall<Q, ?> call, long nanos) {
    return new SimpleForwardingServerCallListener<>(listener) {
      @Override
      public void onHalfClose() {
        Runnable work = () -> workers.execute(this::workUnlessCancelled);
        var unused = timer.schedule(work, nanos, TimeUnit.NANOSECONDS);
      }

      private void workUnlessCancelled() {
        if (!call.isCancelled()) {
          super.onHalfClose();
        }
      }
    };
  }

  private static <Q, R> ServerCall.Listener<Q> failing(ServerCall<Q, R> call, Rule.Fail how) {
    call.request(2);
    return new ServerCall.Listener<>() {
      @Override
      public void onHalfClose() {
        if (how.error() == null) {
          call.close(how.status(), new Metadata());
          return;
        }
        call.sendHeaders(new Metadata());
        call.sendMessage(how.error().response(call.getMethodDescriptor()));
        call.close(Status.OK, new Metadata());
      }
    };
  }

  /** The answer of a call gets lost; what the client hears is that the server has gone. */
  private static final class LostAnswer<Q, R> extends SimpleForwardingServerCall<Q, R> {
    LostAnswer(ServerCall<Q, R> call) {
      super(call);
    }

    @Override
    public void sendHeaders(Metadata headers) {}

    @Override
    public void sendMessage(R message) {}

    @Override
    public void close(Status status, Metadata trailers) {
      super.close(Status.UNAVAILABLE.withDescription("the answer was lost on demand"), trailers);
    }
  }
}
