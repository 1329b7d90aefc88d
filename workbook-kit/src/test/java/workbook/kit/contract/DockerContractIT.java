package workbook.kit.contract;

import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import workbook.kit.server.MilvusServer;
import workbook.kit.server.MilvusServer.Kind;
import workbook.kit.server.RealMilvus;

/**
 * The contract on a real Milvus in a container. Most of its time is the server's own: loads,
 * flushes and strong reads that wait for a clock tick. So its tests wait side by side.
 */
@RealMilvus(Kind.DOCKER)
@Execution(ExecutionMode.CONCURRENT)
class DockerContractIT extends MilvusContract {

  private final MilvusServer server;

  DockerContractIT(MilvusServer server) {
    this.server = server;
  }

  @Override
  String uri() {
    return server.uri();
  }
}
