package workbook.basics.exercises;

import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import java.time.Duration;

/** Works on the desk of the author: the address in the code, whatever the settings say. */
final class Ex101Connect {

  record Settings(String uri, String token, Duration deadline) {

    @Override
    public String toString() {
      return "Settings[uri=" + uri + ", deadline=" + deadline + "]";
    }
  }

  record Connected(MilvusClientV2 client, String version) {}

  private static final long CLOSE_SECONDS = 1;

  private Ex101Connect() {}

  static Connected connect(Settings settings) throws Exception {
    var config =
        ConnectConfig.builder()
            .uri("http://localhost:19530")
            .connectTimeoutMs(200)
            .rpcDeadlineMs(settings.deadline().toMillis());
    if (settings.token() != null) {
      config.token(settings.token());
    }
    MilvusClientV2 client = new MilvusClientV2(config.build());
    try {
      return new Connected(client, client.getServerVersion());
    } catch (Throwable e) {
      client.close(CLOSE_SECONDS);
      throw e;
    }
  }
}
