package workbook.pool.examples;

import io.milvus.v2.client.MilvusClientV2;
import java.io.PrintStream;
import workbook.pool.ConnectionPool;
import workbook.pool.Lease;
import workbook.pool.MilvusPools;
import workbook.pool.MilvusSettings;
import workbook.pool.PoolConfig;

/** Open a pool, borrow a connection, use it, return it, close the pool. */
public final class BasicUsage {

  private BasicUsage() {}

  /** Runs the example on the server that {@code -Dmilvus=} names. */
  public static void main(String[] args) {
    ExampleMain.run(settings -> run(settings, System.out));
  }

  static void run(MilvusSettings settings, PrintStream out) throws InterruptedException {
    Print.title(out, "Basic usage: one borrow, one return");
    try (ConnectionPool<MilvusClientV2> pool = MilvusPools.open(settings, PoolConfig.ofSize(10))) {
      try (Lease<MilvusClientV2> lease = pool.borrow()) {
        long entities = ExampleCollection.count(lease.connection());
        out.println(ExampleCollection.NAME + " holds " + entities + " entities");
        out.println("while the lease is open, leased is " + pool.stats().leased());
      } // returned here, also if counting had failed

      // The same for a single call.
      out.println("nearest to entity 7: " + pool.call(c -> ExampleCollection.search(c, 7)));

      Print.stats(out, pool.stats());
    }
    Print.notice(
        out, "two borrows, and nothing is leased any more: each lease came back by itself.");
  }
}
