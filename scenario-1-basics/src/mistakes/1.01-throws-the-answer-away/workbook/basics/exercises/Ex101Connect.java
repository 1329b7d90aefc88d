package workbook.basics.exercises;

import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import java.time.Duration;

/**
 * Asks the server for its version, to see that it answers, and returns the version that the
 * author's own server has.
 */
final class Ex101Connect {

  record Settings(String uri, String token, Duration deadline) {

    @Override
    public String toString() {
      return "Settings[uri=" + uri + ", deadline=" + deadline + "]";
    }
  }

  record Connected(MilvusClientV2 client, String version) {}

  private static final long CLOSE_SECONDS = 1;
  private static final String VERSION = "v2.6.0";

  private Ex101Connect() {}

  static Connected connect(Settings settings) throws Exception {
    var builder =
        ConnectConfig.builder()
            .uri(settings.uri())
            .connectTimeoutMs(settings.deadline().toMillis())
            .rpcDeadlineMs(settings.deadline().toMillis());
    if (settings.token() != null) {
      builder.token(settings.token());
    }
    MilvusClientV2 client = new MilvusClientV2(builder.build());
    try {
      client.getServerVersion(); // throws if the server is not well
    } catch (Throwable e) {
      client.close(CLOSE_SECONDS);
      throw e;
    }
    return new Connected(client, VERSION);
  }
}
