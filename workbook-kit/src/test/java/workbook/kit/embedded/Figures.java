package workbook.kit.embedded;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.milvus.v2.common.ConsistencyLevel;
import io.milvus.v2.common.DataType;
import io.milvus.v2.common.IndexParam;
import io.milvus.v2.common.IndexParam.MetricType;
import io.milvus.v2.service.collection.request.AddFieldReq;
import io.milvus.v2.service.collection.request.CreateCollectionReq;
import io.milvus.v2.service.vector.request.InsertReq;
import io.milvus.v2.service.vector.request.SearchReq;
import io.milvus.v2.service.vector.request.data.FloatVec;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * What the embedded server costs, as docs/embedded-server.md states it: a program and no test,
 * because a busy machine would make a test of it lie.
 */
final class Figures {

  private static final int DIMENSION = 128;
  private static final int BATCH = 2_000;
  private static final int ROWS = 10_000;
  private static final int SEARCHES = 300;

  private final Client client;
  private final Random random = new Random(1);
  private int rows;

  private Figures(Client client) {
    this.client = client;
  }

  public static void main(String[] args) {
    long jvm = ManagementFactory.getRuntimeMXBean().getUptime();
    long start = System.nanoTime();
    try (EmbeddedMilvus milvus = EmbeddedMilvus.start();
        Client client = Client.of(milvus)) {
      client.version();
      System.out.printf(
          "start to first answered call: %d ms (the JVM itself took %d ms before)%n",
          (System.nanoTime() - start) / 1_000_000, jvm);
      Figures figures = new Figures(client);
      for (MetricType metric : List.of(MetricType.COSINE, MetricType.L2, MetricType.IP)) {
        figures.search(metric);
      }
      figures.memory();
    }
  }

  private void search(MetricType metric) {
    String name = "search_" + metric;
    create(name, metric);
    insert(name, ROWS);
    long[] nanos = new long[SEARCHES];
    for (int i = -SEARCHES; i < SEARCHES; i++) { // the first half warms up
      SearchReq request =
          SearchReq.builder()
              .collectionName(name)
              .data(List.of(new FloatVec(vector())))
              .limit(10)
              .build();
      long start = System.nanoTime();
      client.sdk().search(request);
      nanos[Math.max(i, 0)] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    System.out.printf(
        "top-10 of %d x %d by %s: median %.2f ms, p99 %.2f ms%n",
        ROWS, DIMENSION, metric, nanos[SEARCHES / 2] / 1e6, nanos[SEARCHES * 99 / 100] / 1e6);
  }

  private void memory() {
    create("memory", MetricType.L2);
    long empty = used();
    for (int total = ROWS; total <= 4 * ROWS; total += ROWS) {
      insert("memory", ROWS);
      System.out.printf(
          "%d rows of %d floats: %d bytes a row, of which the floats are %d%n",
          total, DIMENSION, (used() - empty) / total, DIMENSION * Float.BYTES);
    }
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private void create(String name, MetricType metric) {
    var schema = CreateCollectionReq.CollectionSchema.builder().build();
    schema.addField(
        AddFieldReq.builder().fieldName("id").dataType(DataType.Int64).isPrimaryKey(true).build());
    schema.addField(
        AddFieldReq.builder()
            .fieldName("vector")
            .dataType(DataType.FloatVector)
            .dimension(DIMENSION)
            .build());
    client
        .sdk()
        .createCollection(
            CreateCollectionReq.builder()
                .collectionName(name)
                .collectionSchema(schema)
                .consistencyLevel(ConsistencyLevel.STRONG)
                .indexParams(
                    List.of(IndexParam.builder().fieldName("vector").metricType(metric).build()))
                .build());
  }

  private void insert(String name, int count) {
    for (int done = 0; done < count; done += BATCH) {
      List<JsonObject> batch = new ArrayList<>();
      for (int i = 0; i < BATCH; i++) {
        JsonArray vector = new JsonArray();
        vector().forEach(vector::add);
        JsonObject row = new JsonObject();
        row.addProperty("id", rows++);
        row.add("vector", vector);
        batch.add(row);
      }
      client.sdk().insert(InsertReq.builder().collectionName(name).data(batch).build());
    }
  }

  private List<Float> vector() {
    List<Float> vector = new ArrayList<>();
    for (int i = 0; i < DIMENSION; i++) {
      vector.add((float) random.nextGaussian());
    }
    return vector;
  }
}
