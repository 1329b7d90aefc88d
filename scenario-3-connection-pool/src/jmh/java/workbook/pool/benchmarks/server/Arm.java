package workbook.pool.benchmarks.server;

import io.milvus.v2.client.MilvusClientV2;
import workbook.pool.MilvusSettings;

/** A way of coming by a connection. Thread-safe. */
interface Arm extends AutoCloseable {

  /** The size of a pool that has one lease for a connection: the sketch's. */
  int SIZE = 10;

  /** Gets a connection, makes the call, gives the connection back. */
  void make(Call call) throws Exception;

  /** How many connections were opened since the arm exists. */
  long opened();

  @Override
  void close();

  /** What is done with a connection. */
  interface Call {
    /** Does it. */
    void on(MilvusClientV2 connection);
  }

  /**
   * Opens the arm of this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Arm open(String name, MilvusSettings settings) throws Exception {
    return switch (name) {
      case "client per request", "serial, no pool" -> new ClientPerRequest(settings);
      case "exclusive pool of 10" -> new WorkbookPool(settings, SIZE, 1);
      case "shared leases, 1 connection" -> new WorkbookPool(settings, 1, WorkbookPool.SHARED);
      case "shared leases, 2 connections" -> new WorkbookPool(settings, 2, WorkbookPool.SHARED);
      case "shared leases, 4 connections" -> new WorkbookPool(settings, 4, WorkbookPool.SHARED);
      case "shared leases, 10 connections" -> new WorkbookPool(settings, 10, WorkbookPool.SHARED);
      case "one shared client" -> new SharedClient(settings);
      case "the SDK's pool" -> new SdkPool(settings);
      case "commons-pool2, 10 connections" -> new CommonsPool(settings, SIZE);
      default -> throw new IllegalArgumentException("no such arm: " + name);
    };
  }
}
