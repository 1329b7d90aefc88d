package workbook.kit.embedded;

import io.milvus.grpc.DataType;
import io.milvus.grpc.DeleteRequest;
import io.milvus.grpc.FieldData;
import io.milvus.grpc.InsertRequest;
import io.milvus.grpc.MutationResult;
import io.milvus.grpc.UpsertRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import workbook.kit.embedded.Schema.Field;
import workbook.kit.embedded.filter.Filter;

/** Insert, upsert and delete. */
record Writes(Clock clock) {

  MutationResult insert(StoredCollection collection, InsertRequest request) {
    Reads.checkPartitions(List.of(request.getPartitionName()));
    Schema schema = collection.schema();
    List<Object[]> rows = rows(schema, request.getFieldsDataList(), request.getNumRows(), false);
    long timestamp = collection.table().write(List.of(), rows);
    return done(schema, rows, timestamp).setInsertCnt(rows.size()).build();
  }

  MutationResult upsert(StoredCollection collection, UpsertRequest request) {
    Reads.checkPartitions(List.of(request.getPartitionName()));
    Refusal.when(request.getPartialUpdate()).unsupported("partial updates");
    Schema schema = collection.schema();
    int key = schema.key().column();
    List<Object[]> rows = rows(schema, request.getFieldsDataList(), request.getNumRows(), true);
    List<Object> replaced = rows.stream().map(row -> row[key]).toList();
    if (schema.key().isAutomatic()) {
      rows.forEach(row -> row[key] = newKey(schema.key()));
    }
    Map<Object, Object[]> lastOfEach = new HashMap<>();
    rows.forEach(row -> lastOfEach.put(row[key], row));
    long timestamp = collection.table().write(new HashSet<>(replaced), lastOfEach.values());
    return done(schema, rows, timestamp)
        .setInsertCnt(rows.size())
        .setDeleteCnt(rows.size())
        .setUpsertCnt(rows.size())
        .build();
  }

  MutationResult delete(StoredCollection collection, DeleteRequest request) {
    Reads.checkPartitions(List.of(request.getPartitionName()));
    Refusal.when(request.getExpr().isBlank())
        .mismatch("valid expr", "empty expr", "invalid expression");
    Filter filter =
        Reads.filter(collection, request.getExpr(), request.getExprTemplateValuesMap(), "delete");
    List<Object> keys = filter.valuesOf(collection.schema().key().column());
    if (keys == null) {
      collection.loading().check();
    }
    int deleted = collection.table().delete(filter);
    // Told which keys to delete, Milvus does not look whether they are there.
    int count = keys == null ? deleted : keys.size();
    return MutationResult.newBuilder().setDeleteCnt(count).setTimestamp(clock.next()).build();
  }

  private List<Object[]> rows(Schema schema, List<FieldData> sent, int count, boolean upsert) {
    Refusal.when(count <= 0)
        .mismatch("invalid num_rows", count, "num_rows should be greater than 0");
    Map<Field, FieldData> given = byField(schema, sent);
    // Nothing is made once for each row until all columns are there: one of them at least is of
    // vectors, which are always given and show whether the count is true.
    List<IntFunction<?>> columns = new ArrayList<>();
    schema.fields().forEach(field -> columns.add(column(field, given.get(field), count, upsert)));
    return IntStream.range(0, count)
        .mapToObj(row -> columns.stream().map(column -> column.apply(row)).toArray())
        .toList();
  }

  private static Map<Field, FieldData> byField(Schema schema, List<FieldData> columns) {
    Map<Field, FieldData> given = new HashMap<>();
    for (FieldData data : columns) {
      Field field = schema.field(data.getIsDynamic() ? Schema.DYNAMIC : data.getFieldName());
      Refusal.when(field == null).invalid("field %s not exist", data.getFieldName());
      Refusal.when(given.put(field, data) != null).invalid("field %s is given twice", field.name());
    }
    return given;
  }

  private IntFunction<?> column(Field field, FieldData data, int count, boolean upsert) {
    if (field.isAutomatic() && !upsert) {
      Refusal.when(data != null)
          .invalid("the primary key %s is generated: give no value", field.name());
      return row -> newKey(field);
    }
    if (data != null) {
      return Columns.decode(field, data, count)::get;
    }
    Refusal.when(field.isVector() || field.proto().getIsPrimaryKey())
        .invalid("fieldSchema(%s) has no corresponding fieldData pass in", field.name());
    Object missing = field.isDynamic() ? Map.of() : Columns.missing(field);
    return row -> missing;
  }

  private Object newKey(Field field) {
    long key = clock.next();
    return field.type() == DataType.Int64 ? (Object) key : String.valueOf(key);
  }

  private static MutationResult.Builder done(Schema schema, List<Object[]> rows, long timestamp) {
    int key = schema.key().column();
    return MutationResult.newBuilder()
        .setIDs(Columns.ids(schema.key(), rows.stream().map(row -> row[key]).toList()))
        .addAllSuccIndex(IntStream.range(0, rows.size()).boxed().toList())
        .setTimestamp(timestamp);
  }
}
