package workbook.pool;

import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.service.utility.response.CheckHealthResp;
import java.time.Duration;

/** Looks at a Milvus server: asks for its health and its version. */
final class MilvusProbe implements HealthProbe {

  private final ConnectionFactory<MilvusClientV2> factory;
  private MilvusClientV2 connection;

  MilvusProbe(ConnectionFactory<MilvusClientV2> factory) {
    this.factory = factory;
  }

  @Override
  public Answer look(Duration atMost) throws Exception {
    try {
      return BoundedCall.run(atMost, this::ask);
    } catch (Exception e) {
      close(); // it may be the connection: look through a new one next time
      throw e;
    }
  }

  private Answer ask() throws Exception {
    if (connection == null) {
      connection = factory.open();
    }
    CheckHealthResp health = connection.checkHealth();
    String complaint = health.getIsHealthy() ? null : String.join("; ", health.getReasons());
    return new Answer(connection.getServerVersion(), complaint);
  }

  @Override
  public void close() {
    if (connection != null) {
      try {
        connection.close(0); // shuts the channel down without waiting for its last thread
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      connection = null;
    }
  }
}
