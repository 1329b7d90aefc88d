package workbook.basics.exercises;

import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps one client for equal settings: each caller closes what the others still use. */
final class Ex101Connect {

  record Settings(String uri, String token, Duration deadline) {

    @Override
    public String toString() {
      return "Settings[uri=" + uri + ", deadline=" + deadline + "]";
    }
  }

  record Connected(MilvusClientV2 client, String version) {}

  private static final Map<Settings, Connected> OPEN = new ConcurrentHashMap<>();

  private Ex101Connect() {}

  static Connected connect(Settings settings) throws Exception {
    Connected open = OPEN.get(settings);
    if (open != null) {
      return open;
    }
    var config =
        ConnectConfig.builder()
            .uri(settings.uri())
            .connectTimeoutMs(settings.deadline().toMillis())
            .rpcDeadlineMs(settings.deadline().toMillis());
    if (settings.token() != null) {
      config.token(settings.token());
    }
    MilvusClientV2 client = new MilvusClientV2(config.build());
    try {
      Connected connected = new Connected(client, client.getServerVersion());
      OPEN.put(settings, connected);
      return connected;
    } catch (Exception e) {
      client.close(1);
      throw e;
    }
  }
}
