package workbook.kit.embedded;

import io.milvus.grpc.CreateCollectionRequest;
import io.milvus.grpc.DescribeCollectionResponse;
import java.time.Duration;
import workbook.kit.embedded.Schema.Field;

/** A collection: what it is, what is in it, and whether it can be searched. Thread-safe. */
record StoredCollection(
    DescribeCollectionResponse description,
    Schema schema,
    Table table,
    Indexes indexes,
    Loading loading) {

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
    Table table = new Table(schema.key().column(), clock);
    return new StoredCollection(description, schema, table, new Indexes(), new Loading(now));
  }

  String name() {
    return description.getCollectionName();
  }

  /** Starts to load; a {@link MilvusError} if a vector has no index. */
  void load(Duration takes) {
    schema.fields().stream().filter(Field::isVector).forEach(indexes::metricOf);
    loading.start(takes);
  }
}
