package workbook.kit.embedded;

import io.milvus.grpc.CreateIndexRequest;
import io.milvus.grpc.DescribeIndexRequest;
import io.milvus.grpc.DescribeIndexResponse;
import io.milvus.grpc.DropIndexRequest;
import io.milvus.grpc.IndexDescription;
import io.milvus.grpc.IndexState;
import io.milvus.grpc.KeyValuePair;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
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

  /** The index of one field, as it was asked for. */
  private record Index(Field field, String name, Map<String, String> parameters) {}

  /** With their ids, in the order of their creation. */
  private final Map<Index, Long> indexes = new LinkedHashMap<>();

  /** Adds an index; the same one again changes nothing. */
  synchronized void create(Schema schema, CreateIndexRequest request, long id) {
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
    Index added = new Index(field, name, new TreeMap<>(parameters.values()));
    if (indexes.containsKey(added)) {
      return;
    }
    Refusal.when(has(i -> i.field().equals(field) || i.name().equals(name)))
        .unexpected("CreateIndex failed: at most one distinct index is allowed per field");
    indexes.put(added, id);
  }

  private boolean has(Predicate<Index> what) {
    return indexes.keySet().stream().anyMatch(what);
  }

  synchronized void drop(DropIndexRequest request, boolean loaded) {
    String asked = request.getIndexName();
    String name = asked.isEmpty() ? request.getFieldName() : asked;
    Refusal.when(loaded && has(i -> i.name().equals(name) && i.field().isVector()))
        .unexpected("index cannot be dropped, collection is loaded, please release it first");
    indexes.keySet().removeIf(index -> index.name().equals(name));
  }

  /** The metric of a vector field; a {@link MilvusError} if it has no index. */
  synchronized Metric metricOf(Field field) {
    return indexes.keySet().stream()
        .filter(index -> index.field().equals(field))
        .map(index -> Metric.of(index.parameters().get("metric_type")))
        .findFirst()
        .orElseThrow(
            () ->
                MilvusError.unexpected(
                    "there is no vector index on field: [%s], please create index firstly",
                    field.name()));
  }

  synchronized DescribeIndexResponse describe(
      StoredCollection collection, DescribeIndexRequest request) {
    String wanted = request.getIndexName();
    Table table = collection.table();
    long rows = table.count(Filter.all(), table.lastWrite());
    DescribeIndexResponse.Builder response = DescribeIndexResponse.newBuilder();
    indexes.forEach(
        (index, id) -> {
          if (wanted.isEmpty() || wanted.equals(index.name())) {
            response.addIndexDescriptions(describe(index, id, rows));
          }
        });
    Refusal.when(response.getIndexDescriptionsCount() == 0)
        .with(
            MilvusError.INDEX_NOT_FOUND,
            "index not found[collection=%s][indexName=%s]",
            collection.name(),
            wanted);
    return response.build();
  }

  private static IndexDescription describe(Index index, long id, long rows) {
    IndexDescription.Builder description =
        IndexDescription.newBuilder()
            .setIndexID(id)
            .setIndexName(index.name())
            .setFieldName(index.field().name())
            .setState(IndexState.Finished)
            .setTotalRows(rows)
            .setIndexedRows(rows);
    index
        .parameters()
        .forEach((k, v) -> description.addParams(KeyValuePair.newBuilder().setKey(k).setValue(v)));
    return description.build();
  }
}
