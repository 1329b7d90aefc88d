package workbook.kit.embedded;

import io.milvus.grpc.ConsistencyLevel;
import io.milvus.grpc.DataType;
import io.milvus.grpc.FieldSchema;
import io.milvus.grpc.QueryRequest;
import io.milvus.grpc.QueryResults;
import java.util.List;
import java.util.Set;
import workbook.kit.embedded.Schema.Field;
import workbook.kit.embedded.filter.Filter;
import workbook.kit.embedded.filter.Filter.Row;

/** Query: rows that pass a filter, ordered by primary key. */
final class Queries {

  private static final String COUNT = "count(*)";
  private static final Field COUNT_FIELD =
      new Field(0, FieldSchema.newBuilder().setName(COUNT).setDataType(DataType.Int64).build(), 0);
  private static final Reads.Output COUNTED = new Reads.Output(Set.of(COUNT_FIELD), Set.of(COUNT));

  private final Reads reads;

  Queries(Reads reads) {
    this.reads = reads;
  }

  QueryResults query(StoredCollection collection, QueryRequest request) {
    Reads.checkPartitions(request.getPartitionNamesList());
    Parameters parameters = Parameters.of(request.getQueryParamsList());
    boolean limited = parameters.has("limit");
    long limit = limited ? parameters.whole("limit", 0, 1, Reads.WINDOW) : Long.MAX_VALUE;
    long offset = limited ? parameters.whole("offset", 0, 0, Reads.WINDOW - (int) limit) : 0;
    Filter filter =
        Reads.filter(collection, request.getExpr(), request.getExprTemplateValuesMap(), "query");
    List<String> wanted = request.getOutputFieldsList();
    boolean counts = wanted.size() == 1 && wanted.get(0).strip().equalsIgnoreCase(COUNT);
    Refusal.when(counts && limited).invalid("count entities with pagination is not allowed");
    Refusal.when(!counts && !limited && request.getExpr().isBlank())
        .invalid("empty expression should be used with limit");
    collection.loading().check();
    ConsistencyLevel level =
        request.getUseDefaultConsistency() ? null : request.getConsistencyLevel();
    long at = reads.moment(collection, parameters, level, request.getGuaranteeTimestamp());
    if (counts) {
      long count = collection.table().count(filter, at);
      return results(COUNTED, List.of(column -> count)).build();
    }
    Reads.Output output = Reads.output(collection.schema(), wanted, true);
    return results(output, collection.table().read(filter, at).skip(offset).limit(limit).toList())
        .setCollectionName(collection.name())
        .setPrimaryFieldName(collection.schema().key().name())
        .setSessionTs(at)
        .build();
  }

  private static QueryResults.Builder results(Reads.Output output, List<? extends Row> rows) {
    QueryResults.Builder results = QueryResults.newBuilder().addAllOutputFields(output.names());
    output.fields().forEach(field -> results.addFieldsData(Columns.encode(field, rows)));
    return results;
  }
}
