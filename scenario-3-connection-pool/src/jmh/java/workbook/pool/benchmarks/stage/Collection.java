package workbook.pool.benchmarks.stage;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.common.DataType;
import io.milvus.v2.common.IndexParam;
import io.milvus.v2.service.collection.request.AddFieldReq;
import io.milvus.v2.service.collection.request.CreateCollectionReq;
import io.milvus.v2.service.collection.request.DropCollectionReq;
import io.milvus.v2.service.collection.request.HasCollectionReq;
import io.milvus.v2.service.vector.request.InsertReq;
import io.milvus.v2.service.vector.request.SearchReq;
import io.milvus.v2.service.vector.request.data.FloatVec;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** The collection that is described and searched. */
public final class Collection {

  /** Its name. */
  public static final String NAME = "pool_benchmark";

  private static final int ROWS = 1_000;
  private static final int DIMENSION = 128;
  private static final int WARM_UP_SEARCHES = 200;

  private Collection() {}

  /** A vector to search for; always the same. */
  public static float[] someVector() {
    return vector(new Random(42));
  }

  /** Makes it anew, and searches until the server has it loaded and is warm. */
  static void create(MilvusClientV2 client) {
    drop(client);
    client.createCollection(
        CreateCollectionReq.builder()
            .collectionName(NAME)
            .collectionSchema(schema())
            .indexParams(List.of(index()))
            .build());
    client.insert(InsertReq.builder().collectionName(NAME).data(rows()).build());
    SearchReq search =
        SearchReq.builder()
            .collectionName(NAME)
            .data(List.of(new FloatVec(someVector())))
            .limit(10)
            .build();
    for (int i = 0; i < WARM_UP_SEARCHES; i++) {
      client.search(search);
    }
  }

  static void drop(MilvusClientV2 client) {
    if (client.hasCollection(HasCollectionReq.builder().collectionName(NAME).build())) {
      client.dropCollection(DropCollectionReq.builder().collectionName(NAME).build());
    }
  }

  private static CreateCollectionReq.CollectionSchema schema() {
    var schema = CreateCollectionReq.CollectionSchema.builder().build();
    schema.addField(
        AddFieldReq.builder().fieldName("id").dataType(DataType.Int64).isPrimaryKey(true).build());
    schema.addField(
        AddFieldReq.builder()
            .fieldName("vector")
            .dataType(DataType.FloatVector)
            .dimension(DIMENSION)
            .build());
    return schema;
  }

  private static IndexParam index() {
    return IndexParam.builder()
        .fieldName("vector")
        .indexType(IndexParam.IndexType.HNSW)
        .metricType(IndexParam.MetricType.COSINE)
        .extraParams(Map.of("M", 8, "efConstruction", 64))
        .build();
  }

  private static List<JsonObject> rows() {
    Random random = new Random(1);
    return IntStream.range(0, ROWS).mapToObj(id -> row(id, vector(random))).toList();
  }

  private static JsonObject row(long id, float[] vector) {
    JsonArray values = new JsonArray();
    for (float value : vector) {
      values.add(value);
    }
    JsonObject row = new JsonObject();
    row.addProperty("id", id);
    row.add("vector", values);
    return row;
  }

  private static float[] vector(Random random) {
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = random.nextFloat() - 0.5f;
    }
    return vector;
  }
}
