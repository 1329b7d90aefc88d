package workbook.kit.embedded;

import io.milvus.shaded.io.grpc.Metadata;
import io.milvus.shaded.io.grpc.ServerStreamTracer;
import io.milvus.shaded.io.grpc.Status;
import io.milvus.shaded.io.grpc.netty.shaded.io.netty.channel.Channel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What an {@link EmbeddedMilvus} has seen. Thread-safe; every number is read on its own. */
public final class Counters {

  /** With it a client tells how long it will wait. */
  private static final Metadata.Key<String> TIMEOUT =
      Metadata.Key.of("grpc-timeout", Metadata.ASCII_STRING_MARSHALLER);

  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger mostInFlight = new AtomicInteger();
  private final Map<String, Long> calls = new ConcurrentHashMap<>();
  private final Map<String, Long> callsWithoutDeadline = new ConcurrentHashMap<>();

  Counters() {}

  /** TCP connections accepted so far. */
  public int connectionsOpened() {
    return opened.get();
  }

  /** TCP connections that are open now. */
  public int connectionsOpen() {
    return open.get();
  }

  /** Calls that were begun so far, of every name. */
  public long calls() {
    return calls.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Calls that were begun so far.
   *
   * @param name as in the protocol, for instance {@code Search} or {@code DescribeCollection}
   */
  public long calls(String name) {
    return calls.getOrDefault(name, 0L);
  }

  /** Those of them for whose answer the client would wait for ever. */
  public long callsWithoutDeadline(String name) {
    return callsWithoutDeadline.getOrDefault(name, 0L);
  }

  /** Calls that have come and are not answered yet. */
  public int callsInFlight() {
    return inFlight.get();
  }

  /** The most calls that were in flight at once. */
  public int mostCallsInFlight() {
    return mostInFlight.get();
  }

  /** Counts a connection as opened, and as open until it is closed. */
  void count(Channel connection) {
    opened.incrementAndGet();
    open.incrementAndGet();
    var unused = connection.closeFuture().addListener(closed -> open.decrementAndGet());
  }

  /** Counts a call when it comes, and again when it has ended, however it ends. */
  ServerStreamTracer.Factory tracing() {
    return new ServerStreamTracer.Factory() {
      @Override
      public ServerStreamTracer newServerStreamTracer(String method, Metadata headers) {
        String name = method.substring(method.lastIndexOf('/') + 1);
        if (!headers.containsKey(TIMEOUT)) {
          callsWithoutDeadline.merge(name, 1L, Long::sum);
        }
        calls.merge(name, 1L, Long::sum);
        mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        return new ServerStreamTracer() {
          @Override
          public void streamClosed(Status status) {
            inFlight.decrementAndGet();
          }
        };
      }
    };
  }
}
