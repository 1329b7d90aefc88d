package workbook.kit.embedded;

import io.milvus.grpc.DataType;
import io.milvus.grpc.FieldData;
import io.milvus.grpc.LongArray;
import io.milvus.grpc.QueryRequest;
import io.milvus.grpc.QueryResults;
import io.milvus.grpc.ScalarField;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import workbook.kit.embedded.filter.Filter;

/** Query: rows that pass a filter, ordered by primary key. */
final class Queries {

  private static final String COUNT = "count(*)";

  private Queries() {}

  static QueryResults query(StoredCollection collection, QueryRequest request, Duration lag) {
    Reads.checkPartitions(request.getPartitionNamesList());
    Map<String, String> parameters = Numbers.parameters(request.getQueryParamsList());
    boolean limited = parameters.containsKey("limit");
    long limit = limited ? number(parameters, "limit") : Long.MAX_VALUE;
    long offset = limited ? number(parameters, "offset") : 0;
    if (limited) {
      checkWindow(limit, offset);
    }
    Filter filter =
        Reads.filter(collection, request.getExpr(), request.getExprTemplateValuesMap(), "query");
    List<String> wanted = request.getOutputFieldsList();
    boolean counts = wanted.size() == 1 && wanted.get(0).strip().equalsIgnoreCase(COUNT);
    if (counts && limited) {
      throw MilvusError.invalid("count entities with pagination is not allowed");
    }
    if (!counts && !limited && request.getExpr().isBlank()) {
      throw MilvusError.invalid("empty expression should be used with limit");
    }
    collection.checkLoaded();
    LongFunction<Long> moment = moment(collection, request, parameters, lag);
    if (counts) {
      return count(collection.table().count(filter, moment));
    }
    Reads.Output output = Reads.output(collection.schema(), wanted, true);
    List<Object[]> rows = new ArrayList<>();
    long[] skip = {offset};
    long at =
        collection
            .table()
            .read(
                filter,
                moment,
                row -> {
                  if (skip[0]-- <= 0) {
                    rows.add(row);
                  }
                  return rows.size() < limit;
                });
    QueryResults.Builder results =
        QueryResults.newBuilder()
            .setCollectionName(collection.name())
            .setPrimaryFieldName(collection.schema().key().name())
            .addAllOutputFields(output.names())
            .setSessionTs(at);
    output.fields().forEach(field -> results.addFieldsData(Columns.encode(field, rows)));
    return results.build();
  }

  /** An iterator names the moment of its first page, and goes on seeing that one. */
  private static LongFunction<Long> moment(
      StoredCollection collection,
      QueryRequest request,
      Map<String, String> parameters,
      Duration lag) {
    long guarantee = request.getGuaranteeTimestamp();
    if (Boolean.parseBoolean(parameters.get("iterator")) && guarantee > WARRANTS) {
      return now -> Math.min(guarantee, now);
    }
    return Reads.moment(
        collection,
        request.getUseDefaultConsistency(),
        request.getConsistencyLevel(),
        guarantee,
        lag);
  }

  /** Guarantees up to here are markers of a consistency level, not moments. */
  static final long WARRANTS = 2;

  private static long number(Map<String, String> parameters, String key) {
    String given = parameters.getOrDefault(key, "0");
    return Numbers.whole(given, () -> MilvusError.unexpected(key + " [" + given + "] is invalid"));
  }

  private static void checkWindow(long limit, long offset) {
    String problem = "invalid max query result window, ";
    if (offset < 0) {
      throw MilvusError.unexpected(
          problem + "offset [" + offset + "] is invalid, should be gte than 0");
    }
    if (limit <= 0) {
      throw MilvusError.unexpected(
          problem + "limit [" + limit + "] is invalid, should be greater than 0");
    }
    if (limit > Reads.WINDOW || offset > Reads.WINDOW - limit) {
      throw MilvusError.unexpected(
          problem
              + "(offset+limit) should be in range [1, "
              + Reads.WINDOW
              + "], but got "
              + Math.addExact(
                  Math.min(limit, Integer.MAX_VALUE), Math.min(offset, Integer.MAX_VALUE)));
    }
  }

  private static QueryResults count(long count) {
    ScalarField value =
        ScalarField.newBuilder().setLongData(LongArray.newBuilder().addData(count)).build();
    return QueryResults.newBuilder()
        .addOutputFields(COUNT)
        .addFieldsData(
            FieldData.newBuilder().setFieldName(COUNT).setType(DataType.Int64).setScalars(value))
        .build();
  }
}
