package workbook.kit.embedded;

import io.milvus.grpc.CreateCollectionRequest;
import io.milvus.grpc.CreateIndexRequest;
import io.milvus.grpc.DescribeCollectionResponse;
import io.milvus.grpc.DescribeIndexRequest;
import io.milvus.grpc.DescribeIndexResponse;
import io.milvus.grpc.IndexDescription;
import io.milvus.grpc.IndexState;
import io.milvus.grpc.KeyValuePair;
import io.milvus.grpc.ShowCollectionsResponse;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import workbook.kit.embedded.Schema.Field;
import workbook.kit.embedded.StoredCollection.Index;
import workbook.kit.embedded.filter.Filter;

/** Collections and indexes as they are created and described. */
final class Definitions {

  private static final Set<String> VECTOR_INDEXES =
      Set.of(
          "AUTOINDEX",
          "FLAT",
          "IVF_FLAT",
          "IVF_SQ8",
          "IVF_PQ",
          "IVF_RABITQ",
          "HNSW",
          "HNSW_SQ",
          "HNSW_PQ",
          "HNSW_PRQ",
          "DISKANN",
          "SCANN",
          "GPU_IVF_FLAT",
          "GPU_IVF_PQ",
          "GPU_CAGRA",
          "GPU_BRUTE_FORCE");
  private static final Set<String> SCALAR_INDEXES =
      Set.of(
          "",
          "AUTOINDEX",
          "STL_SORT",
          "INVERTED",
          "BITMAP",
          "TRIE",
          "Trie",
          "marisa-trie",
          "NGRAM");

  private final Catalog catalog;
  private final Clock clock;

  Definitions(Catalog catalog, Clock clock) {
    this.catalog = catalog;
    this.clock = clock;
  }

  void create(String database, CreateCollectionRequest request) {
    Schema.checkName("collection", request.getCollectionName(), MilvusError.PARAMETER_INVALID);
    Schema schema = Schema.of(request.getSchema(), request.getCollectionName());
    catalog.add(
        new StoredCollection(
            clock.next(),
            database,
            schema,
            request.getConsistencyLevel(),
            request.getShardsNum(),
            request.getPropertiesList(),
            clock));
  }

  DescribeCollectionResponse describe(StoredCollection collection) {
    return DescribeCollectionResponse.newBuilder()
        .setSchema(collection.schema().proto())
        .setCollectionID(collection.id())
        .setCollectionName(collection.name())
        .setDbName(collection.database())
        .setShardsNum(collection.shards())
        .setNumPartitions(1)
        .setConsistencyLevel(collection.consistency())
        .addAllProperties(collection.properties())
        .addAllAliases(catalog.aliases(collection.database(), collection.name()))
        .setCreatedTimestamp(collection.created())
        .setUpdateTimestamp(collection.created())
        .setCreatedUtcTimestamp(Clock.millis(collection.created()))
        .build();
  }

  ShowCollectionsResponse show(String database) {
    ShowCollectionsResponse.Builder response = ShowCollectionsResponse.newBuilder();
    for (StoredCollection collection : catalog.collections(database)) {
      response
          .addCollectionNames(collection.name())
          .addCollectionIds(collection.id())
          .addCreatedTimestamps(collection.created())
          .addCreatedUtcTimestamps(Clock.millis(collection.created()))
          .addShardsNum(collection.shards());
    }
    return response.build();
  }

  void createIndex(StoredCollection collection, CreateIndexRequest request) {
    Field field = collection.schema().field(request.getFieldName());
    if (field == null) {
      throw MilvusError.unexpected(
          "cannot create index on non-exist field: " + request.getFieldName());
    }
    Map<String, String> parameters =
        new TreeMap<>(Numbers.parameters(request.getExtraParamsList()));
    String type = parameters.getOrDefault("index_type", "");
    if (field.isVector()) {
      parameters.putIfAbsent("metric_type", Metric.COSINE.name());
      Metric.of(parameters.get("metric_type"));
      parameters.put("index_type", type.isEmpty() ? "AUTOINDEX" : type);
    }
    if (!(field.isVector() ? VECTOR_INDEXES : SCALAR_INDEXES)
        .contains(parameters.getOrDefault("index_type", ""))) {
      throw MilvusError.invalid("invalid parameter", "valid index", "invalid index type: " + type);
    }
    String name = request.getIndexName().isEmpty() ? field.name() : request.getIndexName();
    collection.addIndex(new Index(clock.next(), name, field, Map.copyOf(parameters)));
  }

  static DescribeIndexResponse describeIndex(
      StoredCollection collection, DescribeIndexRequest request) {
    long rows = collection.table().count(Filter.all(), now -> now);
    DescribeIndexResponse.Builder response = DescribeIndexResponse.newBuilder();
    for (Index index : collection.indexes()) {
      boolean wanted =
          request.getIndexName().isEmpty() || request.getIndexName().equals(index.name());
      if (wanted) {
        response.addIndexDescriptions(describe(index, rows));
      }
    }
    if (response.getIndexDescriptionsCount() == 0) {
      String which =
          request.getIndexName().isEmpty()
              ? "[collection=" + collection.name() + "]"
              : "[indexName=" + request.getIndexName() + "]";
      throw new MilvusError(MilvusError.INDEX_NOT_FOUND, "index not found" + which);
    }
    return response.build();
  }

  private static IndexDescription describe(Index index, long rows) {
    IndexDescription.Builder description =
        IndexDescription.newBuilder()
            .setIndexID(index.id())
            .setIndexName(index.name())
            .setFieldName(index.field().name())
            .setState(IndexState.Finished)
            .setTotalRows(rows)
            .setIndexedRows(rows);
    new TreeMap<>(index.parameters()).forEach((k, v) -> description.addParams(pair(k, v)));
    return description.build();
  }

  static KeyValuePair pair(String key, String value) {
    return KeyValuePair.newBuilder().setKey(key).setValue(value).build();
  }
}
