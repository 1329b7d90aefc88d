package workbook.basics.exercises;

import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import java.time.Duration;

/** Asks with a client of its own, closes that in any case, and opens another one for the caller. */
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
    MilvusClientV2 scout = new MilvusClientV2(config.build());
    String version;
    try {
      version = scout.getServerVersion();
    } catch (RuntimeException e) {
      throw new IllegalStateException("No version from " + settings.uri(), e);
    } finally {
      scout.close(CLOSE_SECONDS);
    }
    return new Connected(new MilvusClientV2(config.build()), version);
  }
}
