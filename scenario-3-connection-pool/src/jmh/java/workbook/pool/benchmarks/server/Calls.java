package workbook.pool.benchmarks.server;

import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.service.collection.request.DescribeCollectionReq;
import io.milvus.v2.service.vector.request.SearchReq;
import io.milvus.v2.service.vector.request.data.FloatVec;
import java.util.List;
import java.util.concurrent.TimeUnit;
import workbook.pool.benchmarks.stage.Collection;

/** What a caller asks of the server. */
final class Calls {

  private Calls() {}

  /**
   * A call of this name, followed by so many milliseconds of other work with the connection kept.
   *
   * @param name {@code describe}, which the server answers from memory, or {@code search}
   */
  static Arm.Call named(String name, long holdMillis) {
    Arm.Call call =
        switch (name) {
          case "describe" -> Calls::describe;
          case "search" -> search();
          default -> throw new IllegalArgumentException("no such call: " + name);
        };
    return holdMillis == 0 ? call : holding(call, holdMillis);
  }

  private static void describe(MilvusClientV2 connection) {
    connection.describeCollection(
        DescribeCollectionReq.builder().collectionName(Collection.NAME).build());
  }

  private static Arm.Call search() {
    SearchReq request =
        SearchReq.builder()
            .collectionName(Collection.NAME)
            .data(List.of(new FloatVec(Collection.someVector())))
            .limit(10)
            .build();
    return connection -> {
      if (connection.search(request).getSearchResults().get(0).isEmpty()) {
        throw new IllegalStateException("the search found nothing, so it measures nothing");
      }
    };
  }

  private static Arm.Call holding(Arm.Call call, long millis) {
    return connection -> {
      call.on(connection);
      try {
        TimeUnit.MILLISECONDS.sleep(millis); // the sketch's "work"
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    };
  }
}
