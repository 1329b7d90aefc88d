package workbook.kit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.milvus.orm.iterator.QueryIterator;
import io.milvus.response.QueryResultsWrapper.RowRecord;
import io.milvus.v2.common.ConsistencyLevel;
import io.milvus.v2.common.IndexParam.MetricType;
import io.milvus.v2.service.vector.request.DeleteReq;
import io.milvus.v2.service.vector.request.GetReq;
import io.milvus.v2.service.vector.request.QueryIteratorReq;
import io.milvus.v2.service.vector.request.QueryReq;
import io.milvus.v2.service.vector.response.QueryResp.QueryResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Query: pages, fields, counts, iterators. */
interface QueryBehaviour extends Behaviour {

  @Test
  @DisplayName("rows are got by key, in whatever order the keys are given")
  default void get() {
    GetReq request =
        GetReq.builder()
            .collectionName(subject().shelf())
            .ids(List.of(5L, 2L, 99L))
            .outputFields(List.of("id"))
            .build();
    assertThat(subject().client().get(request).getGetResults())
        .extracting(row -> row.getEntity().get("id"))
        .containsExactlyInAnyOrder(2L, 5L);
  }

  @Test
  @DisplayName("only the fields that were asked for come back, and the key")
  default void outputFields() {
    QueryResult row = query(request("id == 3").outputFields(List.of("title", "color"))).get(0);
    assertThat(row.getEntity()).containsOnlyKeys("id", "title", "color");
  }

  @Test
  @DisplayName("a star asks for all fields, dynamic ones included")
  default void star() {
    QueryResult row = query(request("id == 3").outputFields(List.of("*"))).get(0);
    assertThat(row.getEntity())
        .containsKeys("id", "vector", "price", "rating", "weight", "sold", "stock", "meta", "title")
        .containsKeys("color", "n", "deep");
  }

  @Test
  @DisplayName("no more rows come than the limit says")
  default void limit() {
    assertThat(query(request("id >= 0").limit(4))).hasSize(4);
  }

  @Test
  @DisplayName("offset and limit make pages without gaps")
  default void pages() {
    List<Object> ids = new ArrayList<>();
    for (int page = 0; page < 4; page++) {
      query(request("id >= 0").offset(page * 6L).limit(6))
          .forEach(row -> ids.add(row.getEntity().get("id")));
    }
    assertThat(ids).hasSize(20).doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("an empty filter needs a limit")
  default void emptyFilter() {
    int code = Subject.code(() -> query(request("")));
    int expected = subject().is(Difference.ERROR_CODES) ? 65535 : 1100;
    assertThat(code).isEqualTo(subject().is(Difference.UNCHECKED_LIMITS) ? 0 : expected);
  }

  @Test
  @DisplayName("no row is beyond offset and limit of 16384 together")
  default void window() {
    int code = Subject.code(() -> query(request("id >= 0").offset(16_384).limit(1)));
    assertThat(code).isEqualTo(subject().is(Difference.UNCHECKED_LIMITS) ? 0 : 65535);
  }

  @Test
  @DisplayName("count(*) counts the rows that pass the filter")
  default void count() {
    assertThat(subject().count(subject().shelf())).isEqualTo(20);
    QueryResult row = query(request("sold == true").outputFields(List.of("count(*)"))).get(0);
    assertThat(row.getEntity()).containsEntry("count(*)", 10L);
  }

  @Test
  @DisplayName("count(*) takes no limit")
  default void countWithLimit() {
    int code =
        Subject.code(() -> query(request("id > 0").outputFields(List.of("count(*)")).limit(3)));
    int expected = subject().is(Difference.ERROR_CODES) ? 65535 : 1100;
    assertThat(code).isEqualTo(subject().is(Difference.UNCHECKED_LIMITS) ? 0 : expected);
  }

  @Test
  @DisplayName("an iterator brings every row once, page by page")
  default void iterator() {
    String name = subject().strongCollection(MetricType.L2);
    subject().insert(name, Subject.rows(LongStream.range(0, 250).toArray()));
    QueryIterator pages = iterator(name, "id >= 0", 100);
    List<Long> ids = new ArrayList<>();
    for (List<RowRecord> page = pages.next(); !page.isEmpty(); page = pages.next()) {
      assertThat(page).hasSizeLessThanOrEqualTo(100);
      page.forEach(row -> ids.add((Long) row.get("id")));
    }
    pages.close();
    assertThat(ids).containsExactlyInAnyOrderElementsOf(LongStream.range(0, 250).boxed().toList());
  }

  @Test
  @DisplayName("an iterator brings only what passes its filter")
  default void iteratorWithFilter() {
    QueryIterator pages = iterator(subject().shelf(), "sold == true", 3);
    List<Long> ids = new ArrayList<>();
    for (List<RowRecord> page = pages.next(); !page.isEmpty(); page = pages.next()) {
      page.forEach(row -> ids.add((Long) row.get("id")));
    }
    assertThat(ids).hasSize(10).allMatch(id -> id % 2 == 0);
  }

  @Test
  @DisplayName("what is deleted is gone for a strong read at once")
  default void deletedIsGone() {
    String name = subject().collection(MetricType.L2);
    subject().insert(name, Subject.rows(1, 2, 3));
    subject().client().delete(DeleteReq.builder().collectionName(name).filter("id >= 2").build());
    assertThat(subject().count(name)).isEqualTo(1);
  }

  private QueryIterator iterator(String name, String filter, long batch) {
    return subject()
        .client()
        .queryIterator(
            QueryIteratorReq.builder()
                .collectionName(name)
                .expr(filter)
                .outputFields(List.of("id"))
                .batchSize(batch)
                .consistencyLevel(ConsistencyLevel.STRONG)
                .build());
  }

  private QueryReq.QueryReqBuilder request(String filter) {
    return QueryReq.builder()
        .collectionName(subject().shelf())
        .filter(filter)
        .consistencyLevel(ConsistencyLevel.STRONG);
  }

  private List<QueryResult> query(QueryReq.QueryReqBuilder request) {
    return subject().client().query(request.build()).getQueryResults();
  }
}
