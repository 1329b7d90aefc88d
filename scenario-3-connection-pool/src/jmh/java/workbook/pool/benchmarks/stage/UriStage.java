package workbook.pool.benchmarks.stage;

import java.util.Map;
import workbook.kit.server.MilvusServer;

/** A server that runs already, behind whatever network there is. */
final class UriStage implements Stage {

  private final MilvusServer server;
  private boolean warm;

  UriStage(MilvusServer server) {
    this.server = server;
  }

  @Override
  public boolean has(Network network) {
    return network == Network.LOOPBACK;
  }

  @Override
  public void set(Network network) throws Exception {
    if (!warm) {
      CurrentServer.set(Map.of("MILVUS_URI", server.uri()));
      Warmup.run();
      warm = true;
    }
  }

  @Override
  public String describe() {
    return server.description();
  }

  @Override
  public void close() {
    if (!warm) {
      return;
    }
    try {
      Warmup.undo();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new IllegalStateException("the collection " + Collection.NAME + " may be left", e);
    }
  }
}
