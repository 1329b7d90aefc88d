package workbook.kit.embedded;

import io.milvus.grpc.CreateIndexRequest;
import io.milvus.grpc.DescribeIndexRequest;
import io.milvus.grpc.DescribeIndexResponse;
import io.milvus.grpc.DropIndexRequest;
import io.milvus.grpc.IndexDescription;
import io.milvus.grpc.IndexState;
import io.milvus.grpc.KeyValuePair;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import workbook.kit.embedded.Schema.Field;
import workbook.kit.embedded.filter.Filter;

/** Indexes as they are created, described and dropped; searching looks at all rows anyway. */
final class Indexes {

  private static final Set<String> OF_VECTORS =
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
          "SCANN");
  private static final Set<String> OF_SCALARS =
      Set.of("", "AUTOINDEX", "STL_SORT", "INVERTED", "BITMAP", "TRIE", "Trie", "NGRAM");

  /** The index of one field, as it was asked for. */
  record Index(long id, String name, Field field, Map<String, String> parameters) {}

  private Indexes() {}

  static void create(StoredCollection collection, CreateIndexRequest request, long id) {
    Field field = collection.schema().field(request.getFieldName());
    if (field == null) {
      throw MilvusError.unexpected(
          "cannot create index on non-exist field: " + request.getFieldName());
    }
    Map<String, String> parameters = Numbers.parameters(request.getExtraParamsList());
    if (field.isVector()) {
      parameters.putIfAbsent("metric_type", Metric.COSINE.name());
      Metric.of(parameters.get("metric_type"));
      parameters.putIfAbsent("index_type", "AUTOINDEX");
    }
    String type = parameters.getOrDefault("index_type", "");
    if (!(field.isVector() ? OF_VECTORS : OF_SCALARS).contains(type)) {
      throw MilvusError.invalid("invalid index type: " + type);
    }
    String name = request.getIndexName().isEmpty() ? field.name() : request.getIndexName();
    collection.addIndex(new Index(id, name, field, Map.copyOf(parameters)));
  }

  static void drop(StoredCollection collection, DropIndexRequest request) {
    String name = request.getIndexName();
    collection.dropIndex(name.isEmpty() ? request.getFieldName() : name);
  }

  static DescribeIndexResponse describe(StoredCollection collection, DescribeIndexRequest request) {
    long rows = collection.table().count(Filter.all(), now -> now);
    String wanted = request.getIndexName();
    DescribeIndexResponse.Builder response = DescribeIndexResponse.newBuilder();
    for (Index index : collection.indexes()) {
      if (wanted.isEmpty() || wanted.equals(index.name())) {
        response.addIndexDescriptions(describe(index, rows));
      }
    }
    if (response.getIndexDescriptionsCount() == 0) {
      throw new MilvusError(
          MilvusError.INDEX_NOT_FOUND,
          "index not found[collection=" + collection.name() + "][indexName=" + wanted + "]");
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
    new TreeMap<>(index.parameters())
        .forEach((k, v) -> description.addParams(KeyValuePair.newBuilder().setKey(k).setValue(v)));
    return description.build();
  }
}
