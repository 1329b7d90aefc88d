package workbook.kit.embedded;

import io.milvus.shaded.io.grpc.Server;
import io.milvus.shaded.io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.milvus.shaded.io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.milvus.shaded.io.grpc.netty.shaded.io.netty.channel.local.LocalAddress;
import io.milvus.shaded.io.grpc.netty.shaded.io.netty.channel.local.LocalServerChannel;
import io.milvus.shaded.io.grpc.netty.shaded.io.netty.channel.nio.NioEventLoopGroup;
import io.milvus.shaded.io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * A Milvus inside of this JVM, for lessons and tests: it speaks the real protocol on a port of the
 * loopback interface, keeps its data in memory, and can be told to fail. Thread-safe.
 *
 * <pre>{@code
 * try (EmbeddedMilvus milvus = EmbeddedMilvus.start()) {
 *   var client = new MilvusClientV2(ConnectConfig.builder().uri(milvus.uri()).build());
 *   …
 * }
 * }</pre>
 */
public final class EmbeddedMilvus implements AutoCloseable {

  private static final int MAX_MESSAGE_BYTES = 64 << 20;
  private static final int WORKERS = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());

  private final Counters counters = new Counters();
  private final Faults faults = new Faults();
  private final EventLoopGroup loop;
  private final ExecutorService workers;
  private final Server server;
  private final Connections connections;

  private EmbeddedMilvus(int port, Set<String> tokens) throws IOException {
    ThreadFactory threads = new DefaultThreadFactory("embedded-milvus", true);
    workers = Executors.newFixedThreadPool(WORKERS, threads);
    // The start is mostly the loading of classes: two threads do it in less time.
    var service =
        CompletableFuture.supplyAsync(() -> new Service(faults, workers).definition(), workers);
    loop = new NioEventLoopGroup(1, threads);
    // gRPC takes this for its listening socket. Connections has a real one, and can therefore stop
    // and start again while the server lives on.
    LocalServerChannel handover = new LocalServerChannel();
    server =
        NettyServerBuilder.forAddress(LocalAddress.ANY)
            .channelFactory(() -> handover)
            .bossEventLoopGroup(loop)
            .workerEventLoopGroup(loop)
            .executor(workers)
            .maxInboundMessageSize(MAX_MESSAGE_BYTES)
            // Clients may ask every few seconds whether the connection lives, also when idle.
            .permitKeepAliveTime(1, TimeUnit.SECONDS)
            .permitKeepAliveWithoutCalls(true)
            .addStreamTracerFactory(counters.tracing())
            .addService(service.join())
            .intercept(new Identity(tokens, faults))
            .build()
            .start();
    connections = new Connections(handover, port, counters);
    faults.attach(connections);
  }

  /**
   * Starts a server on a free port, without authentication.
   *
   * @throws UncheckedIOException if there is no port to listen on
   */
  public static EmbeddedMilvus start() {
    return start(0);
  }

  /**
   * Starts a server.
   *
   * @param port where it listens; 0 for any free one
   * @param tokens who is let in: an API key, or {@code user:password}; everybody if there is none
   * @throws UncheckedIOException if it cannot listen on the port
   */
  public static EmbeddedMilvus start(int port, String... tokens) {
    try {
      return new EmbeddedMilvus(port, Set.of(tokens));
    } catch (IOException taken) {
      throw new UncheckedIOException("cannot listen on port " + port, taken);
    }
  }

  /** Where it listens; the same for all its life. */
  public int port() {
    return connections.port();
  }

  /** What clients connect to, for instance {@code http://127.0.0.1:19530}. */
  public String uri() {
    return "http://127.0.0.1:" + port();
  }

  /** What it tells those who ask for its version. */
  public String version() {
    return Service.VERSION;
  }

  /** What can go wrong, on demand. */
  public Faults faults() {
    return faults;
  }

  /** What it has seen. */
  public Counters counters() {
    return counters;
  }

  /** Breaks all connections and forgets all data. Does nothing the second time. */
  @Override
  public void close() {
    connections.listen(false);
    server.shutdownNow();
    connections.cut();
    loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
    workers.shutdownNow();
  }
}
