package workbook.kit.contract;

import workbook.kit.embedded.EmbeddedMilvus;

/** The contract on the embedded server. */
class EmbeddedContractTest extends MilvusContract {

  private final EmbeddedMilvus milvus = EmbeddedMilvus.start();

  @Override
  String uri() {
    return milvus.uri();
  }

  @Override
  void stopServer() {
    milvus.close();
  }
}
