package workbook.kit.server;

import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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
   * @throws ServerUnavailable otherwise, within about 11 s
   */
  static void check(String uri, String token) {
    try {
      connect(uri);
    } catch (UnknownHostException e) {
      throw unreachable(uri, "the host's name is not known here");
    } catch (IOException e) {
      throw unreachable(uri, e.getMessage());
    }
    try {
      CompletableFuture.runAsync(() -> ask(uri, token), Reachability::onDaemon)
          .get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw isNoMilvus(uri, "no answer within " + ANSWER.toSeconds() + " s");
    } catch (ExecutionException e) {
      throw isNoMilvus(uri, ServerUnavailable.reason(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw isNoMilvus(uri, "interrupted while waiting for its answer");
    }
  }

  private static void onDaemon(Runnable task) {
    Thread thread = new Thread(task, "is-it-milvus");
    thread.setDaemon(true);
    thread.start();
  }

  /** Asks a server for its version; a failure is the SDK's, after some seconds. */
  static void ask(String uri, String token) {
    var config =
        ConnectConfig.builder()
            .uri(uri)
            .connectTimeoutMs(ANSWER.toMillis())
            .rpcDeadlineMs(ANSWER.toMillis());
    if (token != null) {
      config.token(token);
    }
    MilvusClientV2 client = new MilvusClientV2(config.build());
    try {
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
