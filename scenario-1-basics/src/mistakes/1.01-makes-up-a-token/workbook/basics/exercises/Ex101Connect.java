package workbook.basics.exercises;

import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import java.time.Duration;

/**
 * Without a token it tries the default one, and shows a password to a server that asks for none.
 */
final class Ex101Connect {

  record Settings(String uri, String token, Duration deadline) {

    @Override
    public String toString() {
      return "Settings[uri=" + uri + ", deadline=" + deadline + "]";
    }
  }

  record Connected(MilvusClientV2 client, String version) {}

  private Ex101Connect() {}

  static Connected connect(Settings settings) throws Exception {
    var config =
        ConnectConfig.builder()
            .uri(settings.uri())
            .connectTimeoutMs(settings.deadline().toMillis())
            .rpcDeadlineMs(settings.deadline().toMillis());
    config.token(settings.token() == null ? "root:Milvus" : settings.token());
    MilvusClientV2 client = new MilvusClientV2(config.build());
    try {
      return new Connected(client, client.getServerVersion());
    } catch (Exception e) {
      client.close(1);
      throw e;
    }
  }
}
