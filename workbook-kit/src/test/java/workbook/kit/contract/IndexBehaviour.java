package workbook.kit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.milvus.v2.common.DataType;
import io.milvus.v2.common.IndexParam;
import io.milvus.v2.common.IndexParam.MetricType;
import io.milvus.v2.service.collection.request.CreateCollectionReq;
import io.milvus.v2.service.collection.request.ReleaseCollectionReq;
import io.milvus.v2.service.index.request.CreateIndexReq;
import io.milvus.v2.service.index.request.DescribeIndexReq;
import io.milvus.v2.service.index.request.DropIndexReq;
import io.milvus.v2.service.index.request.ListIndexesReq;
import io.milvus.v2.service.index.response.DescribeIndexResp.IndexDesc;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Indexes: created, described, dropped. */
interface IndexBehaviour extends Behaviour {

  @Test
  @DisplayName("an index is described with its type and metric")
  default void described() {
    IndexDesc index = describe(subject().collection(MetricType.L2));
    assertThat(index.getFieldName()).isEqualTo("vector");
    assertThat(index.getIndexType()).isEqualTo(IndexParam.IndexType.FLAT);
    assertThat(index.getMetricType()).isEqualTo(MetricType.L2);
  }

  @Test
  @DisplayName("a collection without an index has an empty list of indexes")
  default void noIndex() {
    assertThat(list(bare())).isEmpty();
  }

  @Test
  @DisplayName("describing an index that is not there says so")
  default void missing() {
    String name = bare();
    assertThat(Subject.code(() -> describe(name))).isEqualTo(700);
  }

  @Test
  @DisplayName("creating the same index again changes nothing")
  default void same() {
    String name = bare();
    create(name, "vector", MetricType.COSINE);
    int code = Subject.code(() -> create(name, "vector", MetricType.COSINE));
    assertThat(code).isEqualTo(subject().is(Difference.NO_SAME_INDEX) ? 35 : 0);
  }

  @Test
  @DisplayName("a field has one index: another one is refused")
  default void another() {
    String name = bare();
    create(name, "vector", MetricType.COSINE);
    int code = Subject.code(() -> create(name, "vector", MetricType.L2));
    assertThat(code).isEqualTo(subject().is(Difference.NO_SAME_INDEX) ? 35 : 65535);
  }

  @Test
  @DisplayName("an index needs a field")
  default void noField() {
    String name = bare();
    int code = Subject.code(() -> create(name, "nothing", MetricType.COSINE));
    assertThat(code)
        .isEqualTo(subject().is(Difference.UNREADABLE_ERRORS) ? Subject.REFUSED_BY_CLIENT : 65535);
  }

  @Test
  @DisplayName("the index of a loaded collection cannot be dropped")
  default void dropLoaded() {
    String name = subject().collection(MetricType.COSINE);
    int code = Subject.code(() -> drop(name));
    assertThat(code)
        .isEqualTo(subject().is(Difference.UNREADABLE_ERRORS) ? Subject.REFUSED_BY_CLIENT : 65535);
  }

  @Test
  @DisplayName("an index can be dropped and created anew")
  default void dropAndCreate() {
    String name = bare();
    create(name, "vector", MetricType.COSINE);
    subject()
        .client()
        .releaseCollection(ReleaseCollectionReq.builder().collectionName(name).build());
    drop(name);
    assertThat(list(name)).isEmpty();
    create(name, "vector", MetricType.IP);
    assertThat(describe(name).getMetricType()).isEqualTo(MetricType.IP);
  }

  private String bare() {
    String name = subject().newName();
    subject()
        .client()
        .createCollection(
            CreateCollectionReq.builder()
                .collectionName(name)
                .collectionSchema(subject().schema(DataType.Int64, false))
                .build());
    return name;
  }

  private void create(String collection, String field, MetricType metric) {
    IndexParam index =
        IndexParam.builder()
            .fieldName(field)
            .indexName("by_vector")
            .indexType(IndexParam.IndexType.FLAT)
            .metricType(metric)
            .build();
    subject()
        .client()
        .createIndex(
            CreateIndexReq.builder()
                .collectionName(collection)
                .indexParams(List.of(index))
                .sync(false)
                .build());
  }

  private void drop(String collection) {
    subject()
        .client()
        .dropIndex(
            DropIndexReq.builder()
                .collectionName(collection)
                .fieldName("vector")
                .indexName("by_vector")
                .build());
  }

  private List<String> list(String collection) {
    return subject()
        .client()
        .listIndexes(ListIndexesReq.builder().collectionName(collection).build());
  }

  private IndexDesc describe(String collection) {
    return subject()
        .client()
        .describeIndex(
            DescribeIndexReq.builder().collectionName(collection).fieldName("vector").build())
        .getIndexDescriptions()
        .get(0);
  }
}
