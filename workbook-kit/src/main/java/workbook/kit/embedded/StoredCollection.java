package workbook.kit.embedded;

import io.milvus.grpc.ConsistencyLevel;
import io.milvus.grpc.KeyValuePair;
import io.milvus.grpc.LoadState;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A collection: what it is, what is in it, and whether it can be searched. Thread-safe. */
final class StoredCollection {

  /** The index of one field, as it was asked for. */
  record Index(long id, String name, Schema.Field field, Map<String, String> parameters) {
    Metric metric() {
      return Metric.of(parameters.get("metric_type"));
    }
  }

  private final long id;
  private final String database;
  private final String name;
  private final Schema schema;
  private final ConsistencyLevel consistency;
  private final List<KeyValuePair> properties;
  private final int shards;
  private final long created;
  private final Clock clock;
  private final Table table;
  private final Map<String, Index> indexes = new LinkedHashMap<>();
  private long loadStarted;
  private long loadMillis = -1;

  StoredCollection(
      long id,
      String database,
      Schema schema,
      ConsistencyLevel consistency,
      int shards,
      List<KeyValuePair> properties,
      Clock clock) {
    this.id = id;
    this.database = database;
    this.name = schema.proto().getName();
    this.schema = schema;
    this.consistency = consistency;
    this.shards = Math.max(1, shards);
    this.properties = properties;
    this.clock = clock;
    this.created = clock.next();
    this.table = new Table(schema.key().column(), clock);
  }

  long id() {
    return id;
  }

  String database() {
    return database;
  }

  String name() {
    return name;
  }

  Schema schema() {
    return schema;
  }

  ConsistencyLevel consistency() {
    return consistency;
  }

  int shards() {
    return shards;
  }

  List<KeyValuePair> properties() {
    return properties;
  }

  long created() {
    return created;
  }

  Table table() {
    return table;
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

  synchronized void dropIndex(String indexName) {
    Index index = indexes.get(indexName);
    if (index != null && index.field().isVector() && loadMillis >= 0) {
      throw MilvusError.unexpected(
          "index cannot be dropped, collection is loaded, please release it first");
    }
    indexes.remove(indexName);
  }

  /** The metric of a vector field's index. */
  synchronized Metric metricOf(Schema.Field field) {
    return indexes.values().stream()
        .filter(index -> index.field().equals(field))
        .findFirst()
        .orElseThrow(() -> new MilvusError(MilvusError.INDEX_NOT_FOUND, "index not found"))
        .metric();
  }

  /** Starts to load; a collection that is loaded stays so. */
  synchronized void load(Duration takes) {
    for (Schema.Field field : schema.fields()) {
      if (field.isVector() && indexes.values().stream().noneMatch(i -> i.field().equals(field))) {
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
    if (loadMillis < 0) {
      return LoadState.LoadStateNotLoad;
    }
    return loadProgress() < 100 ? LoadState.LoadStateLoading : LoadState.LoadStateLoaded;
  }

  /**
   * How much is loaded, in percent.
   *
   * @throws MilvusError if nobody asked to load it
   */
  synchronized long loadProgress() {
    if (loadMillis < 0) {
      throw notLoaded();
    }
    long passed = clock.nowMillis() - loadStarted;
    return passed >= loadMillis ? 100 : passed * 100 / loadMillis;
  }

  /**
   * Makes sure that the collection can be read.
   *
   * @throws MilvusError if it is not loaded, or not completely
   */
  void checkLoaded() {
    if (loadState() == LoadState.LoadStateNotLoad) {
      throw notLoaded();
    }
    if (loadState() == LoadState.LoadStateLoading) {
      throw new MilvusError(
          MilvusError.COLLECTION_NOT_FULLY_LOADED,
          "collection not fully loaded[collection=" + id + "]");
    }
  }

  private MilvusError notLoaded() {
    return new MilvusError(
        MilvusError.COLLECTION_NOT_LOADED, "collection not loaded[collection=" + id + "]");
  }
}
