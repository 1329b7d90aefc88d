package workbook.kit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import io.milvus.v2.common.IndexParam.MetricType;
import io.milvus.v2.exception.ErrorCode;
import io.milvus.v2.exception.MilvusClientException;
import io.milvus.v2.service.collection.request.DescribeCollectionReq;
import io.milvus.v2.service.collection.request.ReleaseCollectionReq;
import io.milvus.v2.service.vector.request.DeleteReq;
import io.milvus.v2.service.vector.request.InsertReq;
import io.milvus.v2.service.vector.request.SearchReq;
import io.milvus.v2.service.vector.request.data.FloatVec;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is refused, with which code, and as which exception of the SDK. */
interface ErrorBehaviour extends Behaviour {

  @Test
  @DisplayName("describing a collection that is not there: code 100, a server error of the SDK")
  default void describeMissing() {
    DescribeCollectionReq request =
        DescribeCollectionReq.builder().collectionName("nobody_made_this").build();
    assertThatThrownBy(() -> subject().client().describeCollection(request))
        .isInstanceOfSatisfying(
            MilvusClientException.class,
            refused -> {
              assertThat(refused.getErrorCode()).isEqualTo(ErrorCode.SERVER_ERROR);
              assertThat(refused.getServerErrCode()).isEqualTo(100);
              assertThat(refused).hasMessageContaining("nobody_made_this");
            });
  }

  @Test
  @DisplayName("inserting into a collection that is not there: code 100")
  default void insertMissing() {
    assertThat(insertCode("nobody_made_this", Subject.rows(1))).isEqualTo(100);
  }

  @Test
  @DisplayName("querying a collection that is not there: code 100")
  default void queryMissing() {
    assertThat(Subject.code(() -> subject().ids("nobody_made_this", "id > 0"))).isEqualTo(100);
  }

  @Test
  @DisplayName("searching a collection that is not there: code 100")
  default void searchMissing() {
    SearchReq request = Subject.near("nobody_made_this").build();
    assertThat(Subject.code(() -> subject().found(request))).isEqualTo(100);
  }

  @Test
  @DisplayName("deleting from a collection that is not there: code 100")
  default void deleteFromMissing() {
    DeleteReq request =
        DeleteReq.builder().collectionName("nobody_made_this").filter("id > 0").build();
    assertThat(Subject.code(() -> subject().client().delete(request))).isEqualTo(100);
  }

  @Test
  @DisplayName("reading a collection that is not loaded: code 101")
  default void notLoaded() {
    String name = subject().collection(MetricType.COSINE);
    subject().insert(name, Subject.rows(1));
    subject()
        .client()
        .releaseCollection(ReleaseCollectionReq.builder().collectionName(name).build());
    int expected = subject().is(Difference.UNREADABLE_ERRORS) ? Subject.REFUSED_BY_CLIENT : 101;
    assertThat(Subject.code(() -> subject().ids(name, "id > 0"))).isEqualTo(expected);
    assertThat(Subject.code(() -> subject().found(Subject.near(name).build()))).isEqualTo(expected);
  }

  @Test
  @DisplayName("a row with a vector of another dimension is refused by the SDK")
  default void wrongDimension() {
    String name = subject().collection(MetricType.COSINE);
    JsonObject row = Subject.row("{'id': 1, 'vector': [1, 2, 3]}");
    assertThat(insertCode(name, List.of(row))).isEqualTo(Subject.REFUSED_BY_CLIENT);
    assertThat(subject().count(name)).isZero();
  }

  @Test
  @DisplayName("a row without its vector is refused by the SDK")
  default void missingVector() {
    String name = subject().collection(MetricType.COSINE);
    assertThat(insertCode(name, List.of(Subject.row("{'id': 1}"))))
        .isEqualTo(Subject.REFUSED_BY_CLIENT);
  }

  @Test
  @DisplayName("a vector with NaN in it is refused by the server")
  default void notANumber() {
    String name = subject().collection(MetricType.COSINE);
    JsonObject row = Subject.row("{'id': 1, 'vector': [1, 2, 3]}");
    row.getAsJsonArray("vector").add(Double.NaN);
    assertThat(insertCode(name, List.of(row)))
        .isEqualTo(subject().is(Difference.NOT_A_NUMBER_STORED) ? 0 : 65535);
  }

  @Test
  @DisplayName("searching with a vector of another dimension is refused")
  default void searchDimension() {
    SearchReq request =
        Subject.near(subject().shelf()).data(List.of(new FloatVec(new float[] {1, 2, 3}))).build();
    int code = Subject.code(() -> subject().found(request));
    assertThat(code).isIn(subject().is(Difference.UNCHECKED_LIMITS) ? 1 : 65535);
  }

  @Test
  @DisplayName("searching in a field that is not there is refused")
  default void searchField() {
    SearchReq request = Subject.near(subject().shelf()).annsField("nothing").build();
    assertThat(Subject.code(() -> subject().found(request))).isIn(subject().refusals());
  }

  @Test
  @DisplayName("a search brings at least one hit and at most 16384")
  default void searchLimit() {
    for (int limit : new int[] {0, 16_385}) {
      SearchReq request = Subject.near(subject().shelf()).limit(limit).build();
      int code = Subject.code(() -> subject().found(request));
      assertThat(code).isEqualTo(subject().is(Difference.UNCHECKED_LIMITS) ? 0 : 65535);
    }
  }

  @Test
  @DisplayName("a wrong filter is refused with the filter and the place in the message")
  default void wrongFilter() {
    assertThatThrownBy(() -> subject().ids(subject().shelf(), "id >"))
        .isInstanceOf(MilvusClientException.class)
        .hasMessageContaining(
            subject().is(Difference.UNREADABLE_ERRORS)
                ? "unknown enum value"
                : "cannot parse expression: id >, error: line 1:4 ");
  }

  @Test
  @DisplayName("a wrong filter of a search or a delete is refused, too")
  default void wrongFilterElsewhere() {
    SearchReq search = Subject.near(subject().shelf()).filter("id >").build();
    DeleteReq delete = DeleteReq.builder().collectionName(subject().shelf()).filter("id >").build();
    assertThat(Subject.code(() -> subject().found(search))).isIn(subject().refusals());
    assertThat(Subject.code(() -> subject().client().delete(delete))).isIn(subject().refusals());
  }

  @Test
  @DisplayName("a filter that would delete everything by being empty is refused")
  default void emptyDelete() {
    String name = subject().collection(MetricType.COSINE);
    subject().insert(name, Subject.rows(1));
    DeleteReq request = DeleteReq.builder().collectionName(name).filter("").build();
    int code = Subject.code(() -> subject().client().delete(request));
    assertThat(code).isEqualTo(subject().is(Difference.UNCHECKED_LIMITS) ? 0 : 1100);
  }

  private int insertCode(String collection, List<JsonObject> rows) {
    InsertReq request = InsertReq.builder().collectionName(collection).data(rows).build();
    return Subject.code(() -> subject().client().insert(request));
  }
}
