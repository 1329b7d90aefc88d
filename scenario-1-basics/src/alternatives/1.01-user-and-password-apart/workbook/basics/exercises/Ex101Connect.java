package workbook.basics.exercises;

import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import java.time.Duration;

/** Splits "user:password" as the SDK offers it; any other token is an API key. */
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
    String token = settings.token();
    int colon = token == null ? -1 : token.indexOf(':');
    if (colon >= 0) {
      config.username(token.substring(0, colon)).password(token.substring(colon + 1));
    } else if (token != null) {
      config.token(token);
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
