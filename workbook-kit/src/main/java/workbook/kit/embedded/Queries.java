package workbook.kit.embedded;

import io.milvus.grpc.DataType;
import io.milvus.grpc.FieldData;
import io.milvus.grpc.LongArray;
import io.milvus.grpc.QueryRequest;
import io.milvus.grpc.QueryResults;
import io.milvus.grpc.ScalarField;
import java.util.List;
import workbook.kit.embedded.filter.Filter;
import workbook.kit.embedded.filter.Filter.Row;

/** Query: rows that pass a filter, ordered by primary key. */
final class Queries {

  private static final String COUNT = "count(*)";

  private final Reads reads;

  Queries(Reads reads) {
    this.reads = reads;
  }

  QueryResults query(StoredCollection collection, QueryRequest request) {
    Reads.checkPartitions(request.getPartitionNamesList());
    Parameters parameters = Parameters.of(request.getQueryParamsList());
    boolean limited = parameters.has("limit");
    long limit = limited ? parameters.whole("limit", 0) : Long.MAX_VALUE;
    long offset = limited ? parameters.whole("offset", 0) : 0;
    if (limited) {
      checkWindow(limit, offset);
    }
    Filter filter =
        Reads.filter(collection, request.getExpr(), request.getExprTemplateValuesMap(), "query");
    List<String> wanted = request.getOutputFieldsList();
    boolean counts = wanted.size() == 1 && wanted.get(0).strip().equalsIgnoreCase(COUNT);
    Refusal.when(counts && limited).invalid("count entities with pagination is not allowed");
    Refusal.when(!counts && !limited && request.getExpr().isBlank())
        .invalid("empty expression should be used with limit");
    collection.loading().check();
    long at =
        reads.moment(
            collection,
            parameters.flag("iterator"),
            request.getUseDefaultConsistency() ? null : request.getConsistencyLevel(),
            request.getGuaranteeTimestamp());
    if (counts) {
      return count(collection.table().count(filter, at));
    }
    Reads.Output output = Reads.output(collection.schema(), wanted, true);
    List<Row> rows = collection.table().read(filter, at, offset, limit);
    QueryResults.Builder results =
        QueryResults.newBuilder()
            .setCollectionName(collection.name())
            .setPrimaryFieldName(collection.schema().key().name())
            .addAllOutputFields(output.names())
            .setSessionTs(at);
    output.fields().forEach(field -> results.addFieldsData(Columns.encode(field, rows)));
    return results.build();
  }

  private static void checkWindow(long limit, long offset) {
    String problem = null;
    if (offset < 0) {
      problem = "offset [" + offset + "] is invalid, should be gte than 0";
    } else if (limit <= 0) {
      problem = "limit [" + limit + "] is invalid, should be greater than 0";
    } else if (limit > Reads.WINDOW || offset > Reads.WINDOW - limit) {
      problem = "(offset+limit) should be in range [1, " + Reads.WINDOW + "]";
    }
    Refusal.when(problem != null).unexpected("invalid max query result window, %s", problem);
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
