package workbook.kit.embedded;

import io.milvus.grpc.ConsistencyLevel;
import io.milvus.grpc.DataType;
import io.milvus.grpc.FieldData;
import io.milvus.grpc.FieldSchema;
import io.milvus.grpc.QueryRequest;
import io.milvus.grpc.QueryResults;
import io.milvus.grpc.TemplateValue;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import workbook.kit.embedded.Schema.Field;
import workbook.kit.embedded.filter.Filter;
import workbook.kit.embedded.filter.Filter.Row;
import workbook.kit.embedded.filter.FilterException;

/** Query, and what search has in common with it: filters, output fields, the moment looked at. */
record Reads(Clock clock, Faults faults) {

  /** No more than this many rows in reach of one request. */
  static final int WINDOW = 16_384;

  /** Guarantees up to here are markers of a consistency level, not moments. */
  private static final long MARKERS = 2;

  private static final String COUNT = "count(*)";
  private static final Field COUNT_FIELD =
      new Field(0, FieldSchema.newBuilder().setName(COUNT).setDataType(DataType.Int64).build(), 0);
  private static final Map<String, Field> COUNTED = Map.of(COUNT, COUNT_FIELD);

  /** The rows that pass a filter, ordered by primary key. */
  QueryResults query(StoredCollection collection, QueryRequest request) {
    checkPartitions(request.getPartitionNamesList());
    Parameters parameters = Parameters.of(request.getQueryParamsList());
    boolean limited = parameters.has("limit");
    long limit = limited ? parameters.whole("limit", 0, 1, WINDOW) : Long.MAX_VALUE;
    long offset = limited ? parameters.whole("offset", 0, 0, WINDOW - (int) limit) : 0;
    Filter filter =
        filter(collection, request.getExpr(), request.getExprTemplateValuesMap(), "query");
    List<String> wanted = request.getOutputFieldsList();
    boolean counts = wanted.size() == 1 && wanted.get(0).strip().equalsIgnoreCase(COUNT);
    Refusal.when(counts && limited).invalid("count entities with pagination is not allowed");
    Refusal.when(!counts && !limited && request.getExpr().isBlank())
        .invalid("empty expression should be used with limit");
    collection.loading().check();
    ConsistencyLevel level =
        request.getUseDefaultConsistency() ? null : request.getConsistencyLevel();
    long at = moment(collection, parameters, level, request.getGuaranteeTimestamp());
    Table table = collection.table();
    Map<String, Field> output = counts ? COUNTED : output(collection.schema(), wanted, true);
    List<? extends Row> rows =
        counts
            ? List.<Row>of(column -> table.count(filter, at))
            : table.read(filter, at).skip(offset).limit(limit).toList();
    return QueryResults.newBuilder()
        .setCollectionName(collection.name())
        .setPrimaryFieldName(collection.schema().key().name())
        .addAllOutputFields(output.keySet())
        .addAllFieldsData(columns(output, rows))
        .setSessionTs(at)
        .build();
  }

  static Filter filter(
      StoredCollection collection, String text, Map<String, TemplateValue> templates, String plan) {
    Map<String, Object> values = new HashMap<>();
    templates.forEach((name, value) -> values.put(name, plain(value)));
    try {
      return Filter.parse(text, collection.schema()::fieldFor, values);
    } catch (FilterException wrong) {
      throw MilvusError.invalid("failed to create %s plan: %s", plan, wrong.getMessage());
    } catch (UnsupportedOperationException unsupported) {
      throw Refusal.absent(unsupported.getMessage());
    }
  }

  private static Object plain(TemplateValue template) {
    Object value = OneOf.value(template);
    Refusal.when(value == null).invalid("expression template value is empty");
    // What cannot be compared is a list or a text in JSON.
    boolean plain =
        !(value instanceof List<?> list) || list.stream().allMatch(Comparable.class::isInstance);
    Refusal.when(!plain).unsupported("nested lists in filter templates");
    return value;
  }

  /** The fields of an answer by the names under which the client asked for them. */
  static Map<String, Field> output(Schema schema, List<String> wanted, boolean withKey) {
    Map<String, Field> output = new LinkedHashMap<>();
    for (String name : wanted) {
      if (name.strip().equals("*")) {
        schema.fields().forEach(each -> output.put(each.name(), each));
      } else {
        Field field = schema.fieldFor(name);
        Refusal.when(field == null).unexpected("field %s not exist", name);
        Refusal.when(name.startsWith("count("))
            .unexpected("parse output field name failed: %s", name);
        output.put(name, field);
      }
    }
    if (withKey) {
      output.put(schema.key().name(), schema.key());
    }
    return output;
  }

  /** An answer's columns. Several names may mean the dynamic field, which comes once. */
  static List<FieldData> columns(Map<String, Field> output, List<? extends Row> rows) {
    return output.values().stream().distinct().map(f -> Columns.encode(f, rows)).toList();
  }

  static void checkPartitions(List<String> names) {
    for (String name : names) {
      Refusal.when(!name.isEmpty() && !name.equals("_default"))
          .with(MilvusError.PARTITION_NOT_FOUND, "partition not found[partition=%s]", name);
    }
  }

  /**
   * The moment a reader sees: the present for strong reads; up to the lag earlier for others, but
   * in a session never before its last write. An iterator names the moment of its first page, and
   * goes on seeing that one.
   *
   * @param asked the level of the request, or null for that of the collection
   */
  long moment(
      StoredCollection collection, Parameters parameters, ConsistencyLevel asked, long guarantee) {
    // At the last write all is as it is now; later, another may be half done.
    long present = collection.table().lastWrite();
    long guaranteed = Math.min(guarantee, present);
    if (parameters.flag("iterator") && guarantee > MARKERS) {
      return guaranteed;
    }
    ConsistencyLevel level = asked == null ? collection.description().getConsistencyLevel() : asked;
    if (level == ConsistencyLevel.Strong) {
      return present;
    }
    // The guarantee of a bounded or eventual read is but a marker, earlier than all.
    return Math.max(
        guaranteed, Math.min(Clock.before(clock.next(), faults.slow(Effect.Work.READS)), present));
  }
}
