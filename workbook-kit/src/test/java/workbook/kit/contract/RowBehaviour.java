package workbook.kit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.milvus.v2.common.ConsistencyLevel;
import io.milvus.v2.common.DataType;
import io.milvus.v2.common.IndexParam.MetricType;
import io.milvus.v2.service.collection.request.CreateCollectionReq;
import io.milvus.v2.service.vector.request.DeleteReq;
import io.milvus.v2.service.vector.request.GetReq;
import io.milvus.v2.service.vector.request.InsertReq;
import io.milvus.v2.service.vector.request.QueryReq;
import io.milvus.v2.service.vector.request.UpsertReq;
import io.milvus.v2.service.vector.response.QueryResp.QueryResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rows: inserted, replaced, deleted. */
interface RowBehaviour extends Behaviour {

  @Test
  @DisplayName("an insert answers with the count and the keys")
  default void insertAnswers() {
    String name = subject().collection(MetricType.COSINE);
    var answer =
        subject()
            .client()
            .insert(InsertReq.builder().collectionName(name).data(Subject.rows(7, 8)).build());
    assertThat(answer.getInsertCnt()).isEqualTo(2);
    assertThat(answer.getPrimaryKeys()).containsExactly(7L, 8L);
  }

  @Test
  @DisplayName("what was inserted can be read at once by a strong read")
  default void strongRead() {
    String name = subject().collection(MetricType.COSINE);
    subject().insert(name, Subject.rows(1, 2, 3));
    assertThat(subject().count(name)).isEqualTo(3);
  }

  @Test
  @DisplayName("a client reads its own writes in a session")
  default void sessionRead() {
    String name = subject().collection(MetricType.COSINE);
    subject().insert(name, Subject.rows(1, 2, 3));
    QueryReq request =
        QueryReq.builder()
            .collectionName(name)
            .filter("id > 0")
            .consistencyLevel(ConsistencyLevel.SESSION)
            .build();
    assertThat(subject().client().query(request).getQueryResults()).hasSize(3);
  }

  @Test
  @DisplayName("values of all types come back as they went in")
  default void valuesComeBack() {
    Map<String, Object> book = get(subject().shelf(), 3L).getEntity();
    assertThat(book)
        .containsEntry("id", 3L)
        .containsEntry("price", 30L)
        .containsEntry("rating", 1.5)
        .containsEntry("weight", 0.3f)
        .containsEntry("sold", false)
        .containsEntry("stock", -3)
        .containsEntry("title", "a_b")
        .containsEntry("color", "red");
    assertThat(book.get("vector")).isEqualTo(List.of(1f, 3f, 0f, 0f));
    assertThat(book.get("meta")).isEqualTo(Subject.row("{'a': 3, 's': 'x3', 'tags': [1, 3]}"));
  }

  @Test
  @DisplayName("the server makes the keys if they are automatic")
  default void automaticKeys() {
    String name = create(DataType.Int64, true);
    JsonObject row = Subject.row("{'vector': [1, 2, 3, 4]}");
    var keys =
        subject()
            .client()
            .insert(InsertReq.builder().collectionName(name).data(List.of(row, row)).build())
            .getPrimaryKeys();
    assertThat(keys).doesNotHaveDuplicates().hasSize(2);
    assertThat(subject().ids(name, "")).containsExactlyInAnyOrderElementsOf(asLongs(keys));
  }

  private static List<Long> asLongs(List<Object> keys) {
    return keys.stream().map(Long.class::cast).toList();
  }

  @Test
  @DisplayName("a key may be a text")
  default void textKeys() {
    String name = create(DataType.VarChar, false);
    subject()
        .insert(
            name,
            List.of(
                Subject.row("{'id': 'b', 'vector': [1, 2, 3, 4]}"),
                Subject.row("{'id': 'a', 'vector': [1, 2, 3, 4]}")));
    var found =
        subject()
            .client()
            .query(
                QueryReq.builder()
                    .collectionName(name)
                    .filter("id in [\"a\", \"zz\"]")
                    .consistencyLevel(ConsistencyLevel.STRONG)
                    .build())
            .getQueryResults();
    assertThat(found).extracting(row -> row.getEntity().get("id")).containsExactly("a");
  }

  @Test
  @DisplayName("an upsert replaces a row and adds another")
  default void upsert() {
    String name = subject().collection(MetricType.COSINE);
    subject().insert(name, Subject.rows(1, 2));
    JsonObject changed = Subject.row("{'id': 2, 'vector': [9, 9, 9, 9], 'n': 222}");
    JsonObject added = Subject.row("{'id': 3, 'vector': [9, 9, 9, 9], 'n': 333}");
    var answer =
        subject()
            .client()
            .upsert(UpsertReq.builder().collectionName(name).data(List.of(changed, added)).build());
    assertThat(answer.getUpsertCnt()).isEqualTo(2);
    assertThat(subject().count(name)).isEqualTo(3);
    assertThat(subject().ids(name, "n == 222")).containsExactly(2L);
    assertThat(subject().ids(name, "n == 2")).isEmpty();
  }

  @Test
  @DisplayName("the same upsert again changes nothing")
  default void upsertTwice() {
    String name = subject().collection(MetricType.COSINE);
    UpsertReq request =
        UpsertReq.builder().collectionName(name).data(Subject.rows(1, 2, 3)).build();
    subject().client().upsert(request);
    subject().client().upsert(request);
    assertThat(subject().count(name)).isEqualTo(3);
  }

  @Test
  @DisplayName("a key that is inserted twice is stored twice, and read once")
  default void insertTwice() {
    String name = subject().collection(MetricType.COSINE);
    subject().insert(name, Subject.rows(1));
    subject().insert(name, Subject.rows(1));
    assertThat(subject().count(name)).isEqualTo(subject().is(Difference.INSERT_REPLACES) ? 1 : 2);
    assertThat(subject().ids(name, "id >= 0")).containsExactly(1L);
  }

  @Test
  @DisplayName("rows are deleted by key")
  default void deleteByKey() {
    String name = subject().collection(MetricType.COSINE);
    subject().insert(name, Subject.rows(1, 2, 3));
    delete(DeleteReq.builder().collectionName(name).ids(List.of(1L, 3L)).build());
    assertThat(subject().ids(name, "")).containsExactly(2L);
  }

  @Test
  @DisplayName("told which keys to delete, the server counts also those that are not there")
  default void deleteMissing() {
    String name = subject().collection(MetricType.COSINE);
    subject().insert(name, Subject.rows(1));
    long count = delete(DeleteReq.builder().collectionName(name).ids(List.of(1L, 99L)).build());
    assertThat(count).isEqualTo(2);
  }

  @Test
  @DisplayName("rows are deleted by filter")
  default void deleteByFilter() {
    String name = subject().collection(MetricType.COSINE);
    subject().insert(name, Subject.rows(1, 2, 3, 4));
    delete(DeleteReq.builder().collectionName(name).filter("n > 2 and n < 4").build());
    assertThat(subject().ids(name, "")).containsExactly(1L, 2L, 4L);
  }

  @Test
  @DisplayName("a key that was deleted can be inserted again")
  default void insertAfterDelete() {
    String name = subject().collection(MetricType.COSINE);
    subject().insert(name, Subject.rows(1));
    delete(DeleteReq.builder().collectionName(name).ids(List.of(1L)).build());
    subject().insert(name, List.of(Subject.row("{'id': 1, 'vector': [1, 2, 3, 4], 'n': 5}")));
    assertThat(subject().ids(name, "n == 5")).containsExactly(1L);
  }

  @Test
  @DisplayName("another client sees what was written")
  default void otherClient() {
    String name = subject().collection(MetricType.COSINE);
    subject().insert(name, Subject.rows(1, 2));
    var other = subject().connect();
    try {
      QueryReq request =
          QueryReq.builder()
              .collectionName(name)
              .filter("id > 0")
              .consistencyLevel(ConsistencyLevel.STRONG)
              .build();
      assertThat(other.query(request).getQueryResults()).hasSize(2);
    } finally {
      other.close();
    }
  }

  private String create(DataType keyType, boolean automatic) {
    String name = subject().newName();
    subject()
        .client()
        .createCollection(
            CreateCollectionReq.builder()
                .collectionName(name)
                .collectionSchema(subject().schema(keyType, automatic))
                .indexParams(List.of(Subject.index(MetricType.COSINE)))
                .build());
    subject().load(name);
    return name;
  }

  private long delete(DeleteReq request) {
    return subject().client().delete(request).getDeleteCnt();
  }

  private QueryResult get(String name, long id) {
    GetReq request =
        GetReq.builder().collectionName(name).ids(List.of(id)).outputFields(List.of("*")).build();
    return subject().client().get(request).getGetResults().get(0);
  }
}
