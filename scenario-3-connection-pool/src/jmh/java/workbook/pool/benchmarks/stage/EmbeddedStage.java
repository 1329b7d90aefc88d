package workbook.pool.benchmarks.stage;

import java.time.Duration;
import java.util.Map;
import workbook.kit.embedded.EmbeddedMilvus;

/**
 * The embedded server, in this JVM and so not in that of the callers. Its delay is one a call:
 * opening a connection is delayed less than by a network.
 */
final class EmbeddedStage implements Stage {

  private final EmbeddedMilvus milvus = EmbeddedMilvus.start();
  private boolean warm;

  @Override
  public boolean has(Network network) {
    return !network.tls();
  }

  @Override
  public void set(Network network) throws Exception {
    milvus.faults().clear();
    if (!warm) {
      CurrentServer.set(Map.of("MILVUS_URI", milvus.uri()));
      Warmup.run();
      warm = true;
    }
    if (network.roundTripMillis() > 0) {
      milvus.faults().calls().delay(Duration.ofMillis(network.roundTripMillis()));
    }
  }

  @Override
  public String describe() {
    return "the embedded server";
  }

  @Override
  public void close() {
    milvus.close();
  }
}
