package workbook.kit.contract;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The contract on Milvus Lite, if it is told where one listens. */
@EnabledIfSystemProperty(named = LiteContractIT.URI, matches = "http.*")
class LiteContractIT extends MilvusContract {

  static final String URI = "contract.lite.uri";

  @Override
  String uri() {
    return System.getProperty(URI);
  }
}
