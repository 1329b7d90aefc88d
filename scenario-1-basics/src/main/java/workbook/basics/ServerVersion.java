package workbook.basics;

import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import java.time.Duration;

/** Asks a server which version it is: the smallest thing that shows that a connection works. */
public final class ServerVersion {

  /** How long closing may take; the SDK's own default is a minute. */
  private static final long CLOSE_SECONDS = 1;

  private ServerVersion() {}

  /**
   * Opens a client, asks, closes the client.
   *
   * @param uri {@code http://host:port} or {@code https://…}
   * @param token an API key or {@code user:password}; {@code null} for none
   * @param atMost how long connecting may take, and again how long the answer may take. Without
   *     such deadlines the SDK waits ten seconds for a connection and for ever for an answer
   * @return what the server calls itself
   * @throws RuntimeException if there is no answer: the SDK's own exception or, out of its first
   *     call, one of gRPC
   * @throws InterruptedException if interrupted while closing
   */
  public static String of(String uri, String token, Duration atMost) throws InterruptedException {
    var config =
        ConnectConfig.builder()
            .uri(uri)
            .connectTimeoutMs(atMost.toMillis())
            .rpcDeadlineMs(atMost.toMillis());
    if (token != null) {
      config.token(token);
    }
    MilvusClientV2 client = new MilvusClientV2(config.build());
    try {
      return client.getServerVersion();
    } finally {
      client.close(CLOSE_SECONDS);
    }
  }
}
