package workbook.kit.embedded;

import io.milvus.grpc.CreateIndexRequest;
import io.milvus.grpc.DescribeIndexRequest;
import io.milvus.grpc.DescribeIndexResponse;
import io.milvus.grpc.DropIndexRequest;
import io.milvus.grpc.IndexDescription;
import io.milvus.grpc.IndexState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import workbook.kit.embedded.Schema.Field;
import workbook.kit.embedded.filter.Filter;

/**
 * The indexes of a collection: created, described and dropped; searching looks at all rows anyway.
 * Thread-safe.
 */
final class Indexes {

  private static final Set<String> OF_VECTORS =
      Set.of(
          ("AUTOINDEX FLAT IVF_FLAT IVF_SQ8 IVF_PQ IVF_RABITQ"
                  + " HNSW HNSW_SQ HNSW_PQ HNSW_PRQ DISKANN SCANN")
              .split(" "));
  private static final Set<String> OF_SCALARS =
      Set.of("", "AUTOINDEX", "STL_SORT", "INVERTED", "BITMAP", "TRIE", "Trie", "NGRAM");

  /** By the names of their fields, in the order of their creation. */
  private final Map<String, IndexDescription> indexes = new LinkedHashMap<>();

  /** Adds an index; the same one again changes nothing. */
  synchronized void create(Schema schema, CreateIndexRequest request) {
    Field field = schema.field(request.getFieldName());
    Refusal.when(field == null)
        .unexpected("cannot create index on non-exist field: %s", request.getFieldName());
    Parameters parameters = Parameters.of(request.getExtraParamsList());
    if (field.isVector()) {
      parameters.values().putIfAbsent("metric_type", Metric.COSINE.name());
      parameters.values().putIfAbsent("index_type", "AUTOINDEX");
      Metric.of(parameters.text("metric_type"));
    }
    String type = parameters.text("index_type");
    Refusal.when(!(field.isVector() ? OF_VECTORS : OF_SCALARS).contains(type))
        .invalid("invalid index type: %s", type);
    String name = request.getIndexName().isEmpty() ? field.name() : request.getIndexName();
    IndexDescription added =
        IndexDescription.newBuilder()
            .setIndexID(field.proto().getFieldID())
            .setIndexName(name)
            .setFieldName(field.name())
            .setState(IndexState.Finished)
            .addAllParams(parameters.pairs())
            .build();
    boolean distinct =
        indexes.values().stream()
            .filter(i -> i.getFieldName().equals(field.name()) || i.getIndexName().equals(name))
            .allMatch(added::equals);
    Refusal.when(!distinct)
        .unexpected("CreateIndex failed: at most one distinct index is allowed per field");
    indexes.put(field.name(), added);
  }

  synchronized void drop(StoredCollection collection, DropIndexRequest request) {
    String asked = request.getIndexName();
    String name = asked.isEmpty() ? request.getFieldName() : asked;
    for (Field field : collection.schema().fields()) {
      IndexDescription index = indexes.get(field.name());
      if (index != null && index.getIndexName().equals(name)) {
        Refusal.when(field.isVector() && collection.loading().isWanted())
            .unexpected("index cannot be dropped, collection is loaded, please release it first");
        indexes.remove(field.name());
      }
    }
  }

  /** The metric of a vector field; a {@link MilvusError} if it has no index. */
  synchronized Metric metricOf(Field field) {
    IndexDescription index = indexes.get(field.name());
    Refusal.when(index == null)
        .unexpected(
            "there is no vector index on field: [%s], please create index firstly", field.name());
    return Metric.of(Parameters.of(index.getParamsList()).text("metric_type"));
  }

  synchronized DescribeIndexResponse describe(
      StoredCollection collection, DescribeIndexRequest request) {
    String wanted = request.getIndexName();
    Table table = collection.table();
    long rows = table.count(Filter.all(), table.lastWrite());
    DescribeIndexResponse.Builder response = DescribeIndexResponse.newBuilder();
    indexes.values().stream()
        .filter(index -> wanted.isEmpty() || wanted.equals(index.getIndexName()))
        .map(index -> index.toBuilder().setTotalRows(rows).setIndexedRows(rows))
        .forEach(response::addIndexDescriptions);
    Refusal.when(response.getIndexDescriptionsCount() == 0)
        .with(
            MilvusError.INDEX_NOT_FOUND,
            "index not found[collection=%s][indexName=%s]",
            collection.name(),
            wanted);
    return response.build();
  }
}
