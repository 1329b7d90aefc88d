package workbook.pool.benchmarks.server;

import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;
import workbook.pool.MilvusSettings;

/**
 * Opens clients as a user of the SDK does, and counts them. With the same deadlines, credentials
 * and certificate as the reference pool. Thread-safe.
 */
final class Clients {

  private static final long CLOSE_SECONDS = 3;

  private final ConnectConfig config;
  private final AtomicLong opened = new AtomicLong();

  Clients(MilvusSettings settings) {
    config = config(settings);
  }

  static ConnectConfig config(MilvusSettings settings) {
    var config =
        ConnectConfig.builder()
            .uri(settings.uri())
            .connectTimeoutMs(settings.connectDeadline().toMillis())
            .rpcDeadlineMs(settings.rpcDeadline().toMillis());
    if (settings.token() != null) {
      config.token(settings.token());
    }
    if (settings.certificate() != null) {
      config
          .serverPemPath(settings.certificate().toString())
          .serverName(URI.create(settings.uri()).getHost());
    }
    return config.build();
  }

  MilvusClientV2 open() {
    opened.incrementAndGet();
    return new MilvusClientV2(config);
  }

  /** Closes; an interrupted thread closes at once and stays interrupted. */
  static void close(MilvusClientV2 client) {
    try {
      client.close(CLOSE_SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  long opened() {
    return opened.get();
  }
}
