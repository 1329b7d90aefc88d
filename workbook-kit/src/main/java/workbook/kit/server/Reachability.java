package workbook.kit.server;

import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.client.RetryConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;

/** Finds out in bounded time whether a Milvus answers at a URI. */
final class Reachability {

  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(8);

  /** What the SDK assumes. */
  private static final int DEFAULT_PORT = 19530;

  private Reachability() {}

  /**
   * Returns if a Milvus answers and takes the credentials.
   *
   * @throws ServerUnavailable otherwise, within 15 s
   */
  static void check(String uri, String token) {
    try {
      connect(uri);
      ask(uri, token);
    } catch (IOException e) {
      boolean unknown = e instanceof UnknownHostException;
      throw unreachable(uri, unknown ? "the host's name is not known here" : e.getMessage());
    } catch (RuntimeException e) {
      String why = ServerUnavailable.reason(e);
      boolean silent = why.startsWith("DEADLINE_EXCEEDED");
      throw isNoMilvus(uri, silent ? "no answer within " + ANSWER.toSeconds() + " s" : why);
    }
  }

  /** Asks a server for its version; a failure is the SDK's. */
  static void ask(String uri, String token) {
    var config =
        ConnectConfig.builder()
            .uri(uri)
            .token(token)
            .connectTimeoutMs(ANSWER.toMillis())
            .rpcDeadlineMs(ANSWER.toMillis() / 2);
    MilvusClientV2 client = new MilvusClientV2(config.build());
    try {
      client.retryConfig(RetryConfig.builder().maxRetryTimes(1).build());
      client.getServerVersion();
    } finally {
      client.close();
    }
  }

  /** Whether somebody listens at the URI. */
  static boolean listens(String uri) {
    try {
      connect(uri);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Connects to one of the host's addresses; a name may stand for one that is not served. */
  private static void connect(String text) throws IOException {
    URI uri = URI.create(text);
    int otherwise = uri.getScheme().equals("https") ? 443 : DEFAULT_PORT;
    int port = uri.getPort() < 0 ? otherwise : uri.getPort();
    InetAddress[] addresses = InetAddress.getAllByName(uri.getHost());
    IOException last = null;
    for (InetAddress address : addresses) {
      try (Socket socket = new Socket()) {
        int millis = (int) CONNECT.toMillis() / addresses.length;
        socket.connect(new InetSocketAddress(address, port), Math.max(500, millis));
        return;
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }

  private static ServerUnavailable unreachable(String uri, String why) {
    return new ServerUnavailable(
        "Nothing can be reached at " + uri + ": " + why + ".",
        "Check the address, that the server runs, and that no firewall is between; or start one"
            + " here:\n-Dmilvus=embedded, -Dmilvus=docker or -Dmilvus=lite.");
  }

  private static ServerUnavailable isNoMilvus(String uri, String why) {
    return new ServerUnavailable(
        "Something listens at " + uri + ", but it does not answer as Milvus does: " + why + ".",
        "Check the port (Milvus: 19530), http or https, and the credentials in MILVUS_TOKEN"
            + " (user:password or an API key).");
  }
}
