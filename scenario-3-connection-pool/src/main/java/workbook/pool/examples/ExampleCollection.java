package workbook.pool.examples;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.common.ConsistencyLevel;
import io.milvus.v2.service.collection.request.CreateCollectionReq;
import io.milvus.v2.service.collection.request.HasCollectionReq;
import io.milvus.v2.service.vector.request.QueryReq;
import io.milvus.v2.service.vector.request.SearchReq;
import io.milvus.v2.service.vector.request.UpsertReq;
import io.milvus.v2.service.vector.request.data.FloatVec;
import io.milvus.v2.service.vector.response.SearchResp;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import workbook.pool.ConnectionPool;
import workbook.pool.MilvusPools;
import workbook.pool.MilvusSettings;
import workbook.pool.PoolConfig;

/** The collection that the examples search: small, and the same on every server. */
final class ExampleCollection {

  static final String NAME = "workbook_pool_examples";
  static final int ENTITIES = 1_000;

  private static final int DIMENSION = 16;

  private ExampleCollection() {}

  /** Creates and fills the collection where it is absent, and waits until it can be searched. */
  static void ensure(MilvusSettings settings) throws InterruptedException {
    try (ConnectionPool<MilvusClientV2> pool = MilvusPools.open(settings, PoolConfig.ofSize(1))) {
      pool.call(
          client -> {
            create(client);
            if (count(client) < ENTITIES) {
              fill(client);
            }
            return search(client, 0);
          });
    }
  }

  /** How many entities there are; counted, for statistics lag behind. */
  static long count(MilvusClientV2 client) {
    QueryReq question =
        QueryReq.builder()
            .collectionName(NAME)
            .outputFields(List.of("count(*)"))
            .consistencyLevel(ConsistencyLevel.STRONG)
            .build();
    Object count = client.query(question).getQueryResults().get(0).getEntity().get("count(*)");
    return (Long) count;
  }

  /** The ids of the three entities nearest to the one given, which is the nearest itself. */
  static List<Long> search(MilvusClientV2 client, long id) {
    SearchReq question =
        SearchReq.builder()
            .collectionName(NAME)
            .data(List.of(new FloatVec(vector(id))))
            .limit(3)
            .build();
    return client.search(question).getSearchResults().get(0).stream()
        .map(SearchResp.SearchResult::getId)
        .map(Long.class::cast)
        .toList();
  }

  private static void create(MilvusClientV2 client) {
    if (!client.hasCollection(HasCollectionReq.builder().collectionName(NAME).build())) {
      // The short form: a key "id", a vector "vector", an index for COSINE, loaded.
      client.createCollection(
          CreateCollectionReq.builder()
              .collectionName(NAME)
              .dimension(DIMENSION)
              .consistencyLevel(ConsistencyLevel.STRONG)
              .build());
    }
  }

  /** Upserts, so that a run that was cut short is simply finished by the next. */
  private static void fill(MilvusClientV2 client) {
    List<JsonObject> rows = LongStream.range(0, ENTITIES).mapToObj(ExampleCollection::row).toList();
    client.upsert(UpsertReq.builder().collectionName(NAME).data(rows).build());
  }

  private static JsonObject row(long id) {
    JsonObject row = new JsonObject();
    row.addProperty("id", id);
    row.add("vector", new Gson().toJsonTree(vector(id)));
    return row;
  }

  /** The same for the same id, wherever it is asked. */
  private static List<Float> vector(long id) {
    Random random = new Random(id);
    List<Float> vector = new ArrayList<>();
    for (int i = 0; i < DIMENSION; i++) {
      vector.add((float) random.nextGaussian());
    }
    return vector;
  }
}
