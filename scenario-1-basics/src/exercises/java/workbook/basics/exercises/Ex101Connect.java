package workbook.basics.exercises;

import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import java.time.Duration;
import workbook.kit.exercise.Todo;

/**
 * Connects to the Milvus that the settings name, and makes sure that it answers.
 *
 * <p>Write the end of {@link #connect}.
 */
final class Ex101Connect {

  /**
   * Where the server is and who we are.
   *
   * @param uri for instance {@code http://localhost:19530}
   * @param token an API key, or {@code user:password}; null if the server asks for none
   * @param deadline how long connecting may take, and each call
   */
  record Settings(String uri, String token, Duration deadline) {

    /** Without the token: settings end up in logs. */
    @Override
    public String toString() {
      return "Settings[uri=" + uri + ", deadline=" + deadline + "]";
    }
  }

  /** An open client, which the caller closes, and what its server calls itself. */
  record Connected(MilvusClientV2 client, String version) {}

  /** How many seconds closing may take; the SDK's own default is a minute. */
  private static final long CLOSE_SECONDS = 1;

  private Ex101Connect() {}

  /**
   * Opens a client with these settings and asks the server for its version. No other client stays
   * open.
   *
   * @throws Exception if that fails; then no client is left open
   */
  static Connected connect(Settings settings) throws Exception {
    var builder =
        ConnectConfig.builder()
            .connectTimeoutMs(settings.deadline().toMillis())
            .rpcDeadlineMs(settings.deadline().toMillis());
    return Todo.solve("1.01", "complete the config, open a client, ask for the version");
  }
}
