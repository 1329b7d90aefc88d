package workbook.pool;

import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.service.utility.response.CheckHealthResp;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at a Milvus server: asks for its health and its version. */
final class MilvusProbe implements HealthProbe {

  private static final Logger log = LoggerFactory.getLogger(MilvusProbe.class);

  private final ConnectionFactory<MilvusClientV2> factory;
  private MilvusClientV2 connection;

  MilvusProbe(ConnectionFactory<MilvusClientV2> factory) {
    this.factory = factory;
  }

  @Override
  public Answer look(Duration atMost) throws Exception {
    long start = System.nanoTime();
    try {
      if (connection == null) {
        connection = BoundedCall.run("connecting", atMost, factory::open, this::close);
      }
      MilvusClientV2 client = connection;
      Duration left = atMost.minusNanos(System.nanoTime() - start);
      return BoundedCall.run("looking at the server", left, () -> ask(client), late -> {});
    } catch (Exception e) {
      close(); // it may be the connection: look through a new one next time
      throw e;
    }
  }

  private static Answer ask(MilvusClientV2 client) {
    CheckHealthResp health = client.checkHealth();
    String complaint = health.getIsHealthy() ? null : String.join("; ", health.getReasons());
    return new Answer(client.getServerVersion(), complaint);
  }

  @Override
  public void close() {
    close(connection);
    connection = null;
  }

  private void close(MilvusClientV2 client) {
    if (client != null) {
      try {
        client.close(0); // shuts the channel down without waiting for its last thread
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        log.debug("Closing the probe's connection failed", e);
      }
    }
  }
}
