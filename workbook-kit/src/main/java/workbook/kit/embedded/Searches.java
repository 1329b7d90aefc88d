package workbook.kit.embedded;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.milvus.grpc.ConsistencyLevel;
import io.milvus.grpc.PlaceholderGroup;
import io.milvus.grpc.PlaceholderType;
import io.milvus.grpc.PlaceholderValue;
import io.milvus.grpc.SearchRequest;
import io.milvus.grpc.SearchResultData;
import io.milvus.grpc.SearchResults;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import workbook.kit.embedded.Schema.Field;
import workbook.kit.embedded.filter.Filter;
import workbook.kit.embedded.filter.Filter.Row;

/** Search: the rows whose vectors are nearest to given ones, found by looking at all. */
final class Searches {

  /** More hits than this in one answer would only be a way to run out of memory. */
  private static final int MAX_HITS = 2_000_000;

  /**
   * The token of every search iterator: there is nothing to remember about one. A client sends back
   * the last bound that it was told, whatever that means: here it is the number of hits shown, so
   * that no tie is lost or comes twice.
   */
  private static final String ITERATOR = "iterator";

  private Searches() {}

  static SearchResults search(Reads reads, StoredCollection collection, SearchRequest request) {
    Reads.checkPartitions(request.getPartitionNamesList());
    Parameters parameters = parameters(request);
    Refusal.when(request.hasIds()).unsupported("search by primary keys");
    Refusal.when(parameters.has("group_by_field")).unsupported("grouping search");
    Refusal.when(request.hasFunctionScore()).unsupported("rerankers");
    Refusal.when(request.getSubReqsCount() > 0).unsupported("hybrid search");
    Refusal.when(parameters.whole("round_decimal", -1, -1, 6) >= 0).unsupported("rounded scores");
    int topK = topK(parameters);
    int offset = parameters.whole("offset", 0, 0, Reads.WINDOW - topK);
    Schema schema = collection.schema();
    Field field = schema.vectorField(parameters.text("anns_field"));
    Filter filter =
        Reads.filter(collection, request.getDsl(), request.getExprTemplateValuesMap(), "query");
    Map<String, Field> output = Reads.output(schema, request.getOutputFieldsList(), false);
    collection.loading().check();
    Metric metric = collection.indexes().metricOf(field);
    String asked = parameters.text("metric_type");
    Refusal.when(!asked.isEmpty() && !asked.equals(metric.name()))
        .mismatch(metric, asked, "metric type not match");
    List<Vector> targets = targets(request, field);
    Refusal.when((long) targets.size() * (topK + offset) > MAX_HITS)
        .invalid("query results exceed the maxOutputSize Limit, nq * topk is too large");
    boolean paged = parameters.flag("search_iter_v2");
    int shown = paged ? shown(parameters) : 0;
    int skipped = offset + shown;
    Float radius = parameters.decimal("radius");
    Float closest = parameters.decimal("range_filter");
    var wanted = new Nearest.Wanted(field.column(), metric, topK + skipped, radius, closest);
    // An array, because walking a list would make an object for each row.
    Nearest[] nearest =
        targets.stream().map(target -> new Nearest(target, wanted)).toArray(Nearest[]::new);
    ConsistencyLevel level =
        request.getUseDefaultConsistency() ? null : request.getConsistencyLevel();
    long at = reads.moment(collection, parameters, level, request.getGuaranteeTimestamp());
    collection
        .table()
        .read(filter, at)
        .forEach(
            row -> {
              for (Nearest each : nearest) {
                each.offer(row);
              }
            });
    SearchResultData.Builder data = results(nearest, skipped, output, schema).setTopK(topK);
    if (paged) {
      data.getSearchIteratorV2ResultsBuilder()
          .setToken(ITERATOR)
          .setLastBound(shown + data.getScoresCount());
    }
    return SearchResults.newBuilder()
        .setCollectionName(collection.name())
        .setResults(data)
        .setSessionTs(at)
        .build();
  }

  /** How many hits an iterator has shown: the bound that it got with the last of them. */
  private static int shown(Parameters parameters) {
    float bound = Objects.requireNonNullElse(parameters.decimal("search_iter_last_bound"), 0f);
    Refusal.when(!(0 <= bound && bound <= MAX_HITS))
        .unexpected("a search iterator cannot go on after %s hits", bound);
    return (int) bound;
  }

  /** What the client sent, with the keys inside of "params" beside the others. */
  private static Parameters parameters(SearchRequest request) {
    Parameters parameters = Parameters.of(request.getSearchParamsList());
    String inner = parameters.text("params");
    try {
      if (JsonParser.parseString(inner) instanceof JsonObject object) {
        object.asMap().entrySet().stream()
            .filter(entry -> entry.getValue().isJsonPrimitive())
            .forEach(e -> parameters.values().putIfAbsent(e.getKey(), e.getValue().getAsString()));
      }
    } catch (JsonParseException malformed) {
      throw MilvusError.invalid("search params is not a json object: %s", inner);
    }
    return parameters;
  }

  private static int topK(Parameters parameters) {
    String batch = "search_iter_batch_size";
    String key = parameters.has(batch) ? batch : parameters.has("topk") ? "topk" : "limit";
    // An iterator may want more than one answer can bring: it comes back.
    int most = parameters.flag("iterator") ? Integer.MAX_VALUE : Reads.WINDOW;
    return Math.min(Reads.WINDOW, parameters.whole(key, 0, 1, most));
  }

  private static List<Vector> targets(SearchRequest request, Field field) {
    PlaceholderGroup group;
    try {
      group = PlaceholderGroup.parseFrom(request.getPlaceholderGroup());
    } catch (InvalidProtocolBufferException malformed) {
      throw MilvusError.invalid("the vectors to search with cannot be read");
    }
    List<Vector> targets = new ArrayList<>();
    for (PlaceholderValue value : group.getPlaceholdersList()) {
      Refusal.when(value.getType() != PlaceholderType.FloatVector)
          .unexpected(
              "vector type must be the same, field %s - type %s, search info type %s",
              field.name(), field.type(), value.getType());
      value.getValuesList().forEach(bytes -> targets.add(target(bytes, field)));
    }
    int count = targets.size();
    Refusal.when(count == 0 || count > Reads.WINDOW)
        .invalid(
            "nq (number of vectors to search with) should be in range [1, %s], but got %s",
            Reads.WINDOW, count);
    Refusal.when(request.getNq() != 0 && request.getNq() != count)
        .mismatch(request.getNq(), count, "nq does not match the vectors");
    return targets;
  }

  private static Vector target(ByteString bytes, Field field) {
    int expected = field.size() * Float.BYTES;
    Refusal.when(bytes.size() != expected)
        .unexpected(
            "vector dimension mismatch, expected vector size(byte) %s, actual %s",
            expected, bytes.size());
    float[] values = new float[field.size()];
    bytes.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return new Vector(values);
  }

  private static SearchResultData.Builder results(
      Nearest[] nearest, int offset, Map<String, Field> output, Schema schema) {
    SearchResultData.Builder data =
        SearchResultData.newBuilder()
            .setNumQueries(nearest.length)
            .setPrimaryFieldName(schema.key().name())
            .addAllOutputFields(output.keySet());
    List<Row> rows = new ArrayList<>();
    for (Nearest each : nearest) {
      List<Nearest.Hit> hits = each.hits(offset);
      data.addTopks(hits.size());
      for (Nearest.Hit hit : hits) {
        data.addScores(hit.score());
        rows.add(hit.row());
      }
    }
    int key = schema.key().column();
    data.setIds(Columns.ids(schema.key(), rows.stream().map(row -> row.value(key)).toList()));
    return data.addAllFieldsData(Reads.columns(output, rows));
  }
}
