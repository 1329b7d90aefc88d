package workbook.basics.exercises;

import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import java.time.Duration;

/** Asks with one client and returns another one: nobody closes the first. */
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
            .uri(settings.uri())
            .connectTimeoutMs(settings.deadline().toMillis())
            .rpcDeadlineMs(settings.deadline().toMillis());
    if (settings.token() != null) {
      config.token(settings.token());
    }
    String version = version(new MilvusClientV2(config.build()));
    return new Connected(new MilvusClientV2(config.build()), version);
  }

  private static String version(MilvusClientV2 client) throws InterruptedException {
    try {
      return client.getServerVersion();
    } catch (RuntimeException e) {
      client.close(CLOSE_SECONDS);
      throw e;
    }
  }
}
