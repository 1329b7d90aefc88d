package workbook.pool.benchmarks.stage;

import java.util.Map;

/** A server that runs already. */
final class UriStage implements Stage {

  private final String uri;
  private boolean warm;

  UriStage(String uri) {
    this.uri = uri;
  }

  @Override
  public boolean has(Network network) {
    return network == Network.LOOPBACK;
  }

  @Override
  public void set(Network network) throws Exception {
    if (!warm) {
      CurrentServer.set(Map.of("MILVUS_URI", uri));
      Warmup.run();
      warm = true;
    }
  }

  @Override
  public String describe() {
    return "the given server";
  }

  @Override
  public void close() throws Exception {
    if (warm) {
      Warmup.undo();
    }
  }
}
