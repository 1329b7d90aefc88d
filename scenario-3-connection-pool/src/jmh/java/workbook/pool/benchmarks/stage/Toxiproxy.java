package workbook.pool.benchmarks.stage;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import java.io.IOException;
import org.testcontainers.containers.ToxiproxyContainer;

/** Delays what goes through it; one way to one server at a time. Not thread-safe. */
final class Toxiproxy {

  /** One of those that its container publishes. */
  private static final int PORT = 8666;

  private final ToxiproxyContainer container;
  private final ToxiproxyClient client;
  private Proxy proxy;

  Toxiproxy(ToxiproxyContainer container) {
    this.container = container;
    this.client = new ToxiproxyClient(container.getHost(), container.getControlPort());
  }

  /**
   * The URI of a server behind a delay, half of it each way.
   *
   * @param direct the URI without
   * @param upstream what the proxy's container calls the server
   */
  String delayed(String direct, String upstream, int roundTripMillis) throws IOException {
    if (proxy != null) {
      proxy.delete();
    }
    proxy = client.createProxy("milvus", "0.0.0.0:" + PORT, upstream);
    int oneWay = roundTripMillis / 2;
    proxy.toxics().latency("there", ToxicDirection.UPSTREAM, oneWay);
    proxy.toxics().latency("back", ToxicDirection.DOWNSTREAM, oneWay);
    String scheme = direct.substring(0, direct.indexOf("://"));
    return scheme + "://" + container.getHost() + ":" + container.getMappedPort(PORT);
  }
}
