package workbook.pool;

import io.milvus.v2.client.MilvusClientV2;
import java.util.function.Supplier;

/** Opens pools of Milvus connections and monitors of Milvus servers. */
public final class MilvusPools {

  private MilvusPools() {}

  /**
   * Opens a pool of connections to one server.
   *
   * @throws ConnectionUnavailableException if the first connection cannot be opened and {@code
   *     config} says to fail fast
   */
  public static ConnectionPool<MilvusClientV2> open(MilvusSettings settings, PoolConfig config) {
    return ConnectionPool.open(new MilvusConnectionFactory(settings), config);
  }

  /**
   * The same with settings that may change: after changing what the supplier returns, call {@link
   * ConnectionPool#rotate()}.
   *
   * @throws ConnectionUnavailableException as above
   */
  public static ConnectionPool<MilvusClientV2> open(
      Supplier<MilvusSettings> settings, PoolConfig config) {
    return ConnectionPool.open(new MilvusConnectionFactory(settings), config);
  }

  /** A monitor with a connection of its own, not started yet. */
  public static HealthMonitor monitor(MilvusSettings settings, HealthMonitor.Config config) {
    return monitor(() -> settings, config);
  }

  /** The same with settings that may change: each new connection of the monitor asks for them. */
  public static HealthMonitor monitor(
      Supplier<MilvusSettings> settings, HealthMonitor.Config config) {
    return new HealthMonitor(new MilvusProbe(new MilvusConnectionFactory(settings)), config);
  }
}
