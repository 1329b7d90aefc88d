package workbook.kit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.milvus.grpc.LoadState;
import io.milvus.v2.common.ConsistencyLevel;
import io.milvus.v2.common.DataType;
import io.milvus.v2.common.IndexParam.MetricType;
import io.milvus.v2.service.collection.request.AddFieldReq;
import io.milvus.v2.service.collection.request.CreateCollectionReq;
import io.milvus.v2.service.collection.request.CreateCollectionReq.CollectionSchema;
import io.milvus.v2.service.collection.request.DescribeCollectionReq;
import io.milvus.v2.service.collection.request.DropCollectionReq;
import io.milvus.v2.service.collection.request.GetCollectionStatsReq;
import io.milvus.v2.service.collection.request.GetLoadStateReq;
import io.milvus.v2.service.collection.request.HasCollectionReq;
import io.milvus.v2.service.collection.request.LoadCollectionReq;
import io.milvus.v2.service.collection.request.ReleaseCollectionReq;
import io.milvus.v2.service.collection.response.DescribeCollectionResp;
import io.milvus.v2.service.utility.request.FlushReq;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Collections: created, described, loaded, dropped. */
interface CollectionBehaviour extends Behaviour {

  @Test
  @DisplayName("a collection exists from its creation to its drop")
  default void comesAndGoes() {
    String name = subject().collection(MetricType.COSINE);
    assertThat(has(name)).isTrue();
    drop(name);
    assertThat(has(name)).isFalse();
  }

  @Test
  @DisplayName("a collection that was created is listed")
  default void isListed() {
    String name = subject().collection(MetricType.COSINE);
    assertThat(subject().client().listCollections().getCollectionNames()).contains(name);
  }

  @Test
  @DisplayName("a description tells the fields as they were asked for")
  default void isDescribed() {
    DescribeCollectionResp description = describe(subject().shelf());
    assertThat(description.getPrimaryFieldName()).isEqualTo("id");
    assertThat(description.getVectorFieldNames()).containsExactly("vector");
    assertThat(description.getEnableDynamicField()).isTrue();
    assertThat(description.getAutoID()).isFalse();
    assertThat(description.getFieldNames())
        .containsExactly(
            "id", "vector", "price", "rating", "weight", "sold", "stock", "meta", "title");
    CollectionSchema schema = description.getCollectionSchema();
    assertThat(schema.getField("vector").getDimension()).isEqualTo(4);
    assertThat(schema.getField("title").getMaxLength()).isEqualTo(64);
    assertThat(schema.getField("stock").getDataType()).isEqualTo(DataType.Int32);
  }

  @Test
  @DisplayName("a collection keeps the consistency level that it was created with")
  default void keepsItsConsistency() {
    String name = subject().newName();
    subject()
        .client()
        .createCollection(
            CreateCollectionReq.builder()
                .collectionName(name)
                .dimension(4)
                .consistencyLevel(ConsistencyLevel.STRONG)
                .build());
    assertThat(describe(name).getConsistencyLevel()).isEqualTo(ConsistencyLevel.STRONG);
  }

  @Test
  @DisplayName("a collection can be created from no more than a dimension")
  default void quickly() {
    String name = subject().newName();
    subject()
        .client()
        .createCollection(CreateCollectionReq.builder().collectionName(name).dimension(8).build());
    DescribeCollectionResp description = describe(name);
    assertThat(description.getPrimaryFieldName()).isEqualTo("id");
    assertThat(description.getCollectionSchema().getField("vector").getDimension()).isEqualTo(8);
  }

  @Test
  @DisplayName("creating a collection again with the same schema changes nothing")
  default void sameTwice() {
    String name = subject().newName();
    create(name, subject().schema(DataType.Int64, false));
    int code = createCode(name, subject().schema(DataType.Int64, false));
    assertThat(code).isEqualTo(subject().is(Difference.NO_SAME_CREATE) ? 1 : 0);
  }

  @Test
  @DisplayName("creating a collection again with another schema is refused")
  default void otherSchema() {
    String name = subject().newName();
    create(name, subject().schema(DataType.Int64, false));
    int code = createCode(name, subject().schema(DataType.VarChar, false));
    assertThat(code).isEqualTo(subject().is(Difference.NO_SAME_CREATE) ? 1 : 65535);
  }

  @Test
  @DisplayName("a name must start with a letter or an underscore")
  default void badName() {
    int code = createCode("9lives", subject().schema(DataType.Int64, false));
    if (code == Subject.NO_ERROR) {
      drop("9lives");
    }
    assertThat(code).isEqualTo(subject().is(Difference.UNCHECKED_LIMITS) ? 0 : 1100);
  }

  @Test
  @DisplayName("a schema needs a primary key")
  default void noKey() {
    CollectionSchema schema = CollectionSchema.builder().build();
    schema.addField(vector(4));
    int code = createCode(subject().newName(), schema);
    assertThat(code)
        .isEqualTo(subject().is(Difference.UNREADABLE_ERRORS) ? Subject.REFUSED_BY_CLIENT : 65535);
  }

  @Test
  @DisplayName("a vector has at least two dimensions")
  default void oneDimension() {
    assertThat(dimensionCode(1)).isEqualTo(subject().is(Difference.ONE_DIMENSION) ? 0 : 65535);
  }

  @Test
  @DisplayName("a vector has at most 32768 dimensions")
  default void tooManyDimensions() {
    assertThat(dimensionCode(32_769))
        .isEqualTo(subject().is(Difference.UNCHECKED_LIMITS) ? 0 : 65535);
  }

  @Test
  @DisplayName("dropping a collection that is not there changes nothing")
  default void dropMissing() {
    assertThat(Subject.code(() -> drop("nobody_made_this"))).isEqualTo(Subject.NO_ERROR);
  }

  @Test
  @DisplayName("a collection is not loaded before somebody asks for it")
  default void notLoadedAtFirst() {
    String name = subject().newName();
    create(name, subject().schema(DataType.Int64, false));
    assertThat(loadState(name))
        .isEqualTo(
            subject().is(Difference.ALWAYS_LOADED)
                ? LoadState.LoadStateLoaded
                : LoadState.LoadStateNotLoad);
  }

  @Test
  @DisplayName("a collection is loaded when loading has returned, and not any more after release")
  default void loadAndRelease() {
    String name = subject().collection(MetricType.COSINE);
    assertThat(loadState(name)).isEqualTo(LoadState.LoadStateLoaded);
    release(name);
    assertThat(loadState(name)).isEqualTo(LoadState.LoadStateNotLoad);
    subject().load(name);
    assertThat(loadState(name)).isEqualTo(LoadState.LoadStateLoaded);
  }

  @Test
  @DisplayName("a collection without an index cannot be loaded")
  default void loadWithoutIndex() {
    String name = subject().newName();
    create(name, subject().schema(DataType.Int64, false));
    int code = Subject.code(() -> load(name));
    int expected = subject().is(Difference.ERROR_CODES) ? 700 : 65535;
    assertThat(code).isEqualTo(subject().is(Difference.ALWAYS_LOADED) ? 0 : expected);
  }

  @Test
  @DisplayName("statistics count what was flushed, whether it was deleted or not")
  default void statistics() {
    String name = subject().collection(MetricType.COSINE);
    subject().insert(name, Subject.rows(1, 2, 3));
    assertThat(rowCount(name)).isEqualTo(subject().is(Difference.LIVE_STATISTICS) ? 3 : 0);
    subject()
        .client()
        .delete(
            io.milvus.v2.service.vector.request.DeleteReq.builder()
                .collectionName(name)
                .ids(List.of(1L))
                .build());
    subject().client().flush(FlushReq.builder().collectionNames(List.of(name)).build());
    if (subject().is(Difference.LATE_STATISTICS)) {
      return; // Whether it is counted already is not certain.
    }
    assertThat(rowCount(name)).isEqualTo(subject().is(Difference.LIVE_STATISTICS) ? 2 : 3);
  }

  private long rowCount(String name) {
    return subject()
        .client()
        .getCollectionStats(GetCollectionStatsReq.builder().collectionName(name).build())
        .getNumOfEntities();
  }

  private int dimensionCode(int dimension) {
    CollectionSchema schema = CollectionSchema.builder().build();
    schema.addField(
        AddFieldReq.builder().fieldName("id").dataType(DataType.Int64).isPrimaryKey(true).build());
    schema.addField(vector(dimension));
    return createCode(subject().newName(), schema);
  }

  private static AddFieldReq vector(int dimension) {
    return AddFieldReq.builder()
        .fieldName("vector")
        .dataType(DataType.FloatVector)
        .dimension(dimension)
        .build();
  }

  private void create(String name, CollectionSchema schema) {
    subject()
        .client()
        .createCollection(
            CreateCollectionReq.builder().collectionName(name).collectionSchema(schema).build());
  }

  private int createCode(String name, CollectionSchema schema) {
    return Subject.code(() -> create(name, schema));
  }

  private boolean has(String name) {
    return subject()
        .client()
        .hasCollection(HasCollectionReq.builder().collectionName(name).build());
  }

  private void drop(String name) {
    subject().client().dropCollection(DropCollectionReq.builder().collectionName(name).build());
  }

  private void load(String name) {
    subject().client().loadCollection(LoadCollectionReq.builder().collectionName(name).build());
  }

  private void release(String name) {
    subject()
        .client()
        .releaseCollection(ReleaseCollectionReq.builder().collectionName(name).build());
  }

  private DescribeCollectionResp describe(String name) {
    return subject()
        .client()
        .describeCollection(DescribeCollectionReq.builder().collectionName(name).build());
  }

  private LoadState loadState(String name) {
    return subject()
        .client()
        .getLoadStateV2(GetLoadStateReq.builder().collectionName(name).build())
        .getState();
  }
}
