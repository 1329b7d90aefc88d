package workbook.kit.contract;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The contract on a real Milvus, if it is told where one listens. */
@EnabledIfSystemProperty(named = DockerContractIT.URI, matches = "http.*")
class DockerContractIT extends MilvusContract {

  static final String URI = "contract.docker.uri";

  @Override
  String uri() {
    return System.getProperty(URI);
  }
}
