package workbook.basics.exercises;

import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import java.time.Duration;

/**
 * Begins anew with the config of the lesson and leaves the prepared one, with its deadlines,
 * unused: from a server that is silent each call waits for ever.
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
    var config = ConnectConfig.builder().uri(settings.uri());
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
