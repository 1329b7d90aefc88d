package workbook.kit.contract;

import workbook.kit.server.MilvusServer;
import workbook.kit.server.MilvusServer.Kind;
import workbook.kit.server.RealMilvus;

/** The contract on a real Milvus in a container. */
@RealMilvus(Kind.DOCKER)
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
