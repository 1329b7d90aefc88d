package workbook.pool.benchmarks.stage;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import workbook.pool.benchmarks.stage.Containers.Milvus;

/**
 * A real Milvus in a container, and Toxiproxy in another one for the network's delay. At most one
 * Milvus runs at a time: a second one would take the first one's processor time.
 */
final class DockerStage implements Stage {

  private final Containers containers = new Containers();
  private final Toxiproxy proxy;
  private Milvus milvus;

  DockerStage() throws IOException {
    proxy = containers.startToxiproxy();
  }

  @Override
  public boolean has(Network network) {
    return true;
  }

  @Override
  public void set(Network network) throws Exception {
    if (milvus == null || milvus.tls() != network.tls()) {
      startMilvus(network.tls());
    }
    String direct = milvus.uri();
    String uri =
        network.roundTripMillis() == 0
            ? direct
            : proxy.delayed(direct, Containers.ALIAS, network.roundTripMillis());
    Map<String, String> settings = new HashMap<>(milvus.settings());
    settings.put("MILVUS_URI", uri);
    CurrentServer.set(settings);
  }

  private void startMilvus(boolean tls) throws Exception {
    if (milvus != null) {
      milvus.close();
    }
    milvus = tls ? containers.startMilvusWithTls() : containers.startMilvus();
    Map<String, String> settings = new HashMap<>(milvus.settings());
    settings.put("MILVUS_URI", milvus.uri());
    CurrentServer.set(settings);
    Warmup.run();
  }

  @Override
  public String describe() {
    return "Milvus in a container, " + Containers.MILVUS_IMAGE;
  }

  @Override
  public void close() {
    containers.close();
  }
}
