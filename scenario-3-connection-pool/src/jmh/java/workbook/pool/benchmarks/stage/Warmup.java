package workbook.pool.benchmarks.stage;

import io.milvus.v2.client.MilvusClientV2;
import java.util.function.Consumer;
import workbook.pool.MilvusConnectionFactory;

/** Fills the current server with what the benchmarks call for. */
final class Warmup {

  private Warmup() {}

  static void run() throws Exception {
    withClient(Collection::create);
  }

  static void undo() throws Exception {
    withClient(Collection::drop);
  }

  private static void withClient(Consumer<MilvusClientV2> work) throws Exception {
    MilvusConnectionFactory factory = new MilvusConnectionFactory(CurrentServer.settings());
    MilvusClientV2 client = factory.open();
    try {
      work.accept(client);
    } finally {
      factory.close(client);
    }
  }
}
