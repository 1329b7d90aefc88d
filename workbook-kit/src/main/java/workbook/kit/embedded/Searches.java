package workbook.kit.embedded;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.milvus.grpc.PlaceholderGroup;
import io.milvus.grpc.PlaceholderType;
import io.milvus.grpc.PlaceholderValue;
import io.milvus.grpc.SearchIteratorV2Results;
import io.milvus.grpc.SearchRequest;
import io.milvus.grpc.SearchResultData;
import io.milvus.grpc.SearchResults;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import workbook.kit.embedded.Schema.Field;
import workbook.kit.embedded.filter.Filter;

/** Search: the rows whose vectors are nearest to given ones, found by looking at all. */
final class Searches {

  /** More hits than this in one answer would only be a way to run out of memory. */
  private static final int MAX_HITS = 2_000_000;

  private final SearchPages pages = new SearchPages();

  SearchResults search(StoredCollection collection, SearchRequest request, Duration lag) {
    Reads.checkPartitions(request.getPartitionNamesList());
    Map<String, String> parameters = parameters(request);
    refuseUnsupported(request, parameters);
    boolean iterates = Boolean.parseBoolean(parameters.get("iterator"));
    long topK = topK(parameters, iterates);
    long offset = number(parameters, "offset", "0");
    if (offset != 0) {
      checkRange("offset", offset);
      checkRange("offset+topk", offset + topK);
    }
    Schema schema = collection.schema();
    Field field = schema.vectorField(parameters.getOrDefault("anns_field", ""));
    Filter filter =
        Reads.filter(collection, request.getDsl(), request.getExprTemplateValuesMap(), "query");
    Reads.Output output = Reads.output(schema, request.getOutputFieldsList(), false);
    collection.checkLoaded();
    Metric metric = collection.metricOf(field);
    checkMetric(metric, parameters.getOrDefault("metric_type", ""));
    List<Vector> targets = targets(request, field);
    if (targets.size() * Math.min(topK + offset, Reads.WINDOW) > MAX_HITS) {
      throw MilvusError.invalid(
          "query results exceed the maxOutputSize Limit, nq * topk is too large");
    }
    Nearest.Bounds bounds = bounds(parameters);
    boolean paged = Boolean.parseBoolean(parameters.get("search_iter_v2"));
    SearchPages.Page page = paged ? pages.next(parameters) : null;
    List<Nearest> nearest =
        targets.stream()
            .map(
                target ->
                    new Nearest(
                        target, field.column(), metric, (int) (topK + offset), bounds, page))
            .toList();
    long at =
        collection
            .table()
            .read(
                filter,
                moment(collection, request, iterates, lag),
                row -> {
                  nearest.forEach(each -> each.offer(row));
                  return true;
                });
    SearchResultData.Builder data =
        results(nearest, (int) offset, output, schema, rounding(parameters)).setTopK(topK);
    if (paged) {
      data.setSearchIteratorV2Results(
          SearchIteratorV2Results.newBuilder()
              .setToken(page.token())
              .setLastBound(pages.remember(page, data.getScoresList())));
    }
    return SearchResults.newBuilder()
        .setCollectionName(collection.name())
        .setResults(data)
        .setSessionTs(at)
        .build();
  }

  private static void refuseUnsupported(SearchRequest request, Map<String, String> parameters) {
    if (request.hasIds()) {
      throw Unsupported.feature("search by primary keys");
    }
    if (parameters.containsKey("group_by_field")) {
      throw Unsupported.feature("grouping search");
    }
    if (request.hasFunctionScore() || request.getSubReqsCount() > 0) {
      throw Unsupported.feature("rerankers and hybrid search");
    }
  }

  /** What the client sent, with the keys inside of "params" beside the others. */
  private static Map<String, String> parameters(SearchRequest request) {
    Map<String, String> parameters = Numbers.parameters(request.getSearchParamsList());
    String inner = parameters.getOrDefault("params", "");
    try {
      if (JsonParser.parseString(inner) instanceof JsonObject object) {
        for (String key : object.keySet()) {
          if (object.get(key).isJsonPrimitive()) {
            parameters.putIfAbsent(key, object.get(key).getAsString());
          }
        }
      }
    } catch (JsonParseException malformed) {
      throw MilvusError.invalid("search params is not a json object: " + inner);
    }
    return parameters;
  }

  private static long topK(Map<String, String> parameters, boolean iterates) {
    String key = parameters.containsKey("topk") ? "topk" : "limit";
    if (!parameters.containsKey(key)) {
      throw MilvusError.unexpected("topk is required");
    }
    long topK = number(parameters, key, "0");
    if (parameters.containsKey("search_iter_batch_size")) {
      topK = number(parameters, "search_iter_batch_size", "0");
    } else if (iterates && topK > Reads.WINDOW) {
      topK = Reads.WINDOW;
    }
    checkRange("topk", topK);
    return topK;
  }

  private static long number(Map<String, String> parameters, String key, String otherwise) {
    String given = parameters.getOrDefault(key, otherwise);
    return Numbers.whole(given, () -> MilvusError.unexpected(key + " [" + given + "] is invalid"));
  }

  private static void checkRange(String name, long value) {
    if (value < 1 || value > Reads.WINDOW) {
      throw MilvusError.unexpected(
          name
              + " ["
              + value
              + "] is invalid, it should be in range [1, "
              + Reads.WINDOW
              + "], but got "
              + value);
    }
  }

  private static void checkMetric(Metric metric, String asked) {
    if (!asked.isEmpty() && !asked.equals(metric.name())) {
      throw MilvusError.invalid(
          "fail to search on QueryNode 1: worker(1) query failed: metric type not match",
          metric,
          asked);
    }
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
      if (value.getType() != PlaceholderType.FloatVector) {
        throw MilvusError.unexpected(
            "vector type must be the same, field "
                + field.name()
                + " - type "
                + field.type()
                + ", search info type "
                + value.getType());
      }
      value.getValuesList().forEach(bytes -> targets.add(target(bytes, field)));
    }
    if (targets.isEmpty() || targets.size() > Reads.WINDOW) {
      throw MilvusError.invalid(
          "nq (number of search vector per search request) should be in range [1, "
              + Reads.WINDOW
              + "], but got "
              + targets.size());
    }
    if (request.getNq() != 0 && request.getNq() != targets.size()) {
      throw MilvusError.invalid("nq does not match the vectors", request.getNq(), targets.size());
    }
    return targets;
  }

  private static Vector target(ByteString bytes, Field field) {
    int expected = field.size() * Float.BYTES;
    if (bytes.size() != expected) {
      throw MilvusError.unexpected(
          "fail to search on QueryNode 1: worker(1) query failed: parser searchRequest failed:  =>"
              + " vector dimension mismatch, expected vector size(byte) "
              + expected
              + ", actual "
              + bytes.size()
              + ".");
    }
    float[] values = new float[field.size()];
    bytes.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return new Vector(values);
  }

  /** A range search keeps what is within the radius and not nearer than the filter. */
  private static Nearest.Bounds bounds(Map<String, String> parameters) {
    Double radius = Numbers.decimal(parameters.get("radius"));
    Double filter = Numbers.decimal(parameters.get("range_filter"));
    return new Nearest.Bounds(
        radius == null ? null : radius.floatValue(), filter == null ? null : filter.floatValue());
  }

  private static LongFunction<Long> moment(
      StoredCollection collection, SearchRequest request, boolean iterates, Duration lag) {
    long guarantee = request.getGuaranteeTimestamp();
    if (iterates && guarantee > Queries.WARRANTS) {
      return now -> Math.min(guarantee, now);
    }
    return Reads.moment(
        collection,
        request.getUseDefaultConsistency(),
        request.getConsistencyLevel(),
        guarantee,
        lag);
  }

  private static int rounding(Map<String, String> parameters) {
    long decimals = number(parameters, "round_decimal", "-1");
    if (decimals < -1 || decimals > 6) {
      throw MilvusError.unexpected(
          "round_decimal ["
              + decimals
              + "] is invalid, should be -1 or an integer in range [0, 6]");
    }
    return (int) decimals;
  }

  private static SearchResultData.Builder results(
      List<Nearest> nearest, int offset, Reads.Output output, Schema schema, int decimals) {
    SearchResultData.Builder data =
        SearchResultData.newBuilder()
            .setNumQueries(nearest.size())
            .setPrimaryFieldName(schema.key().name())
            .addAllOutputFields(output.names());
    List<Object[]> rows = new ArrayList<>();
    for (Nearest each : nearest) {
      List<Nearest.Hit> hits = each.hits();
      List<Nearest.Hit> shown = hits.subList(Math.min(offset, hits.size()), hits.size());
      data.addTopks(shown.size());
      for (Nearest.Hit hit : shown) {
        data.addScores(rounded(hit.score(), decimals));
        rows.add(hit.row());
      }
    }
    int key = schema.key().column();
    data.setIds(Writes.ids(rows.stream().map(row -> row[key]).toList()));
    output.fields().forEach(field -> data.addFieldsData(Columns.encode(field, rows)));
    return data;
  }

  private static float rounded(float score, int decimals) {
    double scale = Math.pow(10, decimals);
    return decimals < 0 ? score : (float) (Math.round(score * scale) / scale);
  }
}
