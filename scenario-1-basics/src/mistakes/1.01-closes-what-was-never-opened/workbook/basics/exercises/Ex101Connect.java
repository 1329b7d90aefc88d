package workbook.basics.exercises;

import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import java.time.Duration;

/**
 * When the constructor throws, there is no client to close: the caller gets a NullPointerException
 * in place of the reason.
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
    if (settings.token() != null) {
      config.token(settings.token());
    }
    MilvusClientV2 client = null;
    try {
      client = new MilvusClientV2(config.build());
      return new Connected(client, client.getServerVersion());
    } catch (Exception e) {
      client.close(1);
      throw e;
    }
  }
}
