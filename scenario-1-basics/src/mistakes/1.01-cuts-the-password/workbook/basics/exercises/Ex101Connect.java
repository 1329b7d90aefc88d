package workbook.basics.exercises;

import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import java.time.Duration;

/**
 * Takes a token with a colon apart, and forgets that a password may have colons too: of "a:b:c"
 * only "a" and "b" arrive.
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

  private Ex101Connect() {}

  static Connected connect(Settings settings) throws Exception {
    var builder =
        ConnectConfig.builder()
            .uri(settings.uri())
            .connectTimeoutMs(settings.deadline().toMillis())
            .rpcDeadlineMs(settings.deadline().toMillis());
    String token = settings.token();
    if (token != null && token.contains(":")) {
      String[] parts = token.split(":");
      builder.username(parts[0]).password(parts[1]);
    } else if (token != null) {
      builder.token(token);
    }
    MilvusClientV2 client = new MilvusClientV2(builder.build());
    try {
      return new Connected(client, client.getServerVersion());
    } catch (Throwable e) {
      client.close(CLOSE_SECONDS);
      throw e;
    }
  }
}
