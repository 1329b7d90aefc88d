package workbook.kit.embedded;

import io.milvus.grpc.CreateCollectionRequest;
import io.milvus.grpc.DescribeCollectionResponse;
import io.milvus.grpc.GetCollectionStatisticsResponse;
import io.milvus.grpc.KeyValuePair;
import io.milvus.grpc.LoadState;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import workbook.kit.embedded.Indexes.Index;
import workbook.kit.embedded.Schema.Field;

/** A collection: what it is, what is in it, and whether it can be searched. Thread-safe. */
final class StoredCollection {

  private final DescribeCollectionResponse description;
  private final Schema schema;
  private final Clock clock;
  private final Table table;
  private final Map<String, Index> indexes = new LinkedHashMap<>();
  private long loadStarted;
  private long loadMillis = -1;

  private StoredCollection(DescribeCollectionResponse description, Schema schema, Clock clock) {
    this.description = description;
    this.schema = schema;
    this.clock = clock;
    this.table = new Table(schema.key().column(), clock);
  }

  /** An empty collection; a {@link MilvusError} if Milvus would not create it. */
  static StoredCollection create(String database, CreateCollectionRequest request, Clock clock) {
    Schema.checkName("collection", request.getCollectionName(), MilvusError.PARAMETER_INVALID);
    Schema schema = Schema.of(request.getSchema(), request.getCollectionName());
    long now = clock.next();
    DescribeCollectionResponse description =
        DescribeCollectionResponse.newBuilder()
            .setSchema(schema.proto())
            .setCollectionID(now)
            .setCollectionName(request.getCollectionName())
            .setDbName(database)
            .setShardsNum(Math.max(1, request.getShardsNum()))
            .setNumPartitions(1)
            .setConsistencyLevelValue(request.getConsistencyLevelValue())
            .addAllProperties(request.getPropertiesList())
            .setCreatedTimestamp(now)
            .setUpdateTimestamp(now)
            .setCreatedUtcTimestamp(Clock.millis(now))
            .build();
    return new StoredCollection(description, schema, clock);
  }

  DescribeCollectionResponse describe() {
    return description;
  }

  String name() {
    return description.getCollectionName();
  }

  Schema schema() {
    return schema;
  }

  Table table() {
    return table;
  }

  GetCollectionStatisticsResponse statistics() {
    String rows = String.valueOf(table.flushedRows());
    return GetCollectionStatisticsResponse.newBuilder()
        .addStats(KeyValuePair.newBuilder().setKey("row_count").setValue(rows))
        .build();
  }

  /** Adds an index; the same one again changes nothing. */
  synchronized void addIndex(Index added) {
    for (Index index : indexes.values()) {
      boolean sameField = index.field().equals(added.field());
      boolean sameName = index.name().equals(added.name());
      if (sameField && sameName && index.parameters().equals(added.parameters())) {
        return;
      }
      if (sameField || sameName) {
        throw MilvusError.unexpected(
            "CreateIndex failed: at most one distinct index is allowed per field");
      }
    }
    indexes.put(added.name(), added);
  }

  synchronized List<Index> indexes() {
    return List.copyOf(indexes.values());
  }

  synchronized void dropIndex(String name) {
    Index index = indexes.get(name);
    if (index != null && index.field().isVector() && loadMillis >= 0) {
      throw MilvusError.unexpected(
          "index cannot be dropped, collection is loaded, please release it first");
    }
    indexes.remove(name);
  }

  /** The metric of a vector field, or null if it has no index. */
  synchronized Metric metricOf(Field field) {
    for (Index index : indexes.values()) {
      if (index.field().equals(field)) {
        return Metric.of(index.parameters().get("metric_type"));
      }
    }
    return null;
  }

  /** Starts to load; a collection that is loaded stays so. */
  synchronized void load(Duration takes) {
    for (Field field : schema.fields()) {
      if (field.isVector() && metricOf(field) == null) {
        throw MilvusError.unexpected(
            "there is no vector index on field: ["
                + field.name()
                + "], please create index firstly");
      }
    }
    if (loadMillis < 0) {
      loadStarted = clock.nowMillis();
      loadMillis = takes.toMillis();
    }
  }

  synchronized void release() {
    loadMillis = -1;
  }

  synchronized LoadState loadState() {
    return loadMillis < 0
        ? LoadState.LoadStateNotLoad
        : loadProgress() < 100 ? LoadState.LoadStateLoading : LoadState.LoadStateLoaded;
  }

  /** How much is loaded, in percent; a {@link MilvusError} if nobody asked to load it. */
  synchronized long loadProgress() {
    if (loadMillis < 0) {
      throw new MilvusError(MilvusError.COLLECTION_NOT_LOADED, "collection not loaded" + which());
    }
    long passed = clock.nowMillis() - loadStarted;
    return passed >= loadMillis ? 100 : passed * 100 / loadMillis;
  }

  /** A {@link MilvusError} unless all of it is loaded. */
  void checkLoaded() {
    if (loadProgress() < 100) {
      throw new MilvusError(
          MilvusError.COLLECTION_NOT_FULLY_LOADED, "collection not fully loaded" + which());
    }
  }

  private String which() {
    return "[collection=" + description.getCollectionID() + "]";
  }
}
