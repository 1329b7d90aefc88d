package workbook.pool.benchmarks.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import workbook.pool.MilvusSettings;

/**
 * Where the launcher tells the benchmarks' JVMs which server to call. A file and not JVM options,
 * because JMH writes those into its results.
 */
public final class CurrentServer {

  private static final Path FILE = Path.of("target", "benchmarks", "server.properties");

  /** A hundred clients at once may take their time. */
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private CurrentServer() {}

  static void set(Map<String, String> settings) throws IOException {
    Properties properties = new Properties();
    properties.putAll(settings);
    Files.createDirectories(FILE.getParent());
    try (Writer writer = Files.newBufferedWriter(FILE)) {
      properties.store(writer, null);
    }
  }

  /** The settings of that server; a token may also come from {@code MILVUS_TOKEN}. */
  public static MilvusSettings settings() {
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(FILE)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("the launcher has named no server", e);
    }
    Map<String, String> values = new HashMap<>();
    String token = System.getenv("MILVUS_TOKEN");
    if (token != null) {
      values.put("MILVUS_TOKEN", token);
    }
    properties.forEach((name, value) -> values.put((String) name, (String) value));
    return MilvusSettings.from(values).withDeadlines(DEADLINE, DEADLINE);
  }
}
