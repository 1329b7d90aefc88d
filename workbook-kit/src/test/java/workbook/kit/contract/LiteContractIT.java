package workbook.kit.contract;

import workbook.kit.server.MilvusServer;
import workbook.kit.server.MilvusServer.Kind;
import workbook.kit.server.RealMilvus;

/** The contract on Milvus Lite. */
@RealMilvus(Kind.LITE)
class LiteContractIT extends MilvusContract {

  private final MilvusServer server;

  LiteContractIT(MilvusServer server) {
    this.server = server;
  }

  @Override
  String uri() {
    return server.uri();
  }
}
