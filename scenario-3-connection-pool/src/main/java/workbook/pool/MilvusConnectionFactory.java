package workbook.pool;

import io.milvus.grpc.GetVersionRequest;
import io.milvus.grpc.MilvusServiceGrpc;
import io.milvus.shaded.io.grpc.ManagedChannel;
import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.client.RetryConfig;
import io.milvus.v2.utils.ClientUtils;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Opens connections to Milvus that obey the pool: every call has a deadline, and the SDK does not
 * retry.
 *
 * <p>By default the SDK sets no deadline for calls and retries up to 75 times. Under a pool that
 * would mean leases that stay out for minutes while the pool could have replaced the connection in
 * one second.
 *
 * <p>Thread-safe if the supplier of settings is.
 */
public final class MilvusConnectionFactory implements ConnectionFactory<MilvusClientV2> {

  /** The SDK's own close may wait for a minute. */
  private static final long CLOSE_SECONDS = 3;

  private final Supplier<MilvusSettings> settings;

  /**
   * A factory that asks for its settings before every opening, so that credentials can change while
   * the pool runs; see {@link ConnectionPool#rotate()}.
   */
  public MilvusConnectionFactory(Supplier<MilvusSettings> settings) {
    this.settings = Objects.requireNonNull(settings, "settings");
  }

  /** A factory whose settings never change. */
  public MilvusConnectionFactory(MilvusSettings settings) {
    this(() -> settings);
    Objects.requireNonNull(settings, "settings");
  }

  /**
   * Opens a connection and makes sure that the server answers on it.
   *
   * @throws Exception what the SDK threw; {@link MilvusErrors} tells what it means, also that it
   *     took longer than the connect deadline
   */
  @Override
  public MilvusClientV2 open() throws Exception {
    MilvusSettings now = settings.get();
    // The SDK's own deadline covers its first call only, not the check of the database.
    return BoundedCall.run(now.connectDeadline(), () -> connect(config(now)));
  }

  private static MilvusClientV2 connect(ConnectConfig config) {
    failFast(config);
    MilvusClientV2 client = new MilvusClientV2(config);
    client.retryConfig(RetryConfig.builder().maxRetryTimes(1).build());
    return client;
  }

  /**
   * Makes one call that does not wait for a server that is not there. The SDK does wait, to the end
   * of the connect deadline and with growing pauses between its tries: during an outage that would
   * hide the reason, and after it delay the repair. The price is a second handshake an opening.
   */
  private static void failFast(ConnectConfig config) {
    ManagedChannel channel = new ClientUtils().getChannel(config);
    try {
      MilvusServiceGrpc.newBlockingStub(channel).getVersion(GetVersionRequest.getDefaultInstance());
    } finally {
      channel.shutdownNow();
    }
  }

  private static ConnectConfig config(MilvusSettings settings) {
    var config =
        ConnectConfig.builder()
            .uri(settings.uri())
            .token(settings.token())
            .dbName(settings.database())
            .connectTimeoutMs(settings.connectDeadline().toMillis())
            .rpcDeadlineMs(settings.rpcDeadline().toMillis());
    if (settings.certificate() != null) {
      // Without a server name the SDK ends in a NullPointerException.
      config
          .serverPemPath(settings.certificate().toString())
          .serverName(URI.create(settings.uri()).getHost());
    }
    return config.build();
  }

  /** Asks the server for its version: the cheapest call that goes all the way. */
  @Override
  public void check(MilvusClientV2 connection, Duration atMost) throws Exception {
    BoundedCall.run(atMost, connection::getServerVersion);
  }

  @Override
  public void close(MilvusClientV2 connection) throws InterruptedException {
    connection.close(CLOSE_SECONDS);
  }

  @Override
  public Damage damage(Throwable failure) {
    return switch (MilvusErrors.classify(failure)) {
      case BROKEN_CONNECTION -> Damage.BROKEN;
      case DEADLINE, UNKNOWN -> Damage.SUSPECTED;
      case TRANSIENT, REJECTED, NOT_AUTHENTICATED -> Damage.NONE;
    };
  }
}
