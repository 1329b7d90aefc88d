package workbook.kit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.milvus.orm.iterator.SearchIterator;
import io.milvus.orm.iterator.SearchIteratorV2;
import io.milvus.response.QueryResultsWrapper.RowRecord;
import io.milvus.v2.common.ConsistencyLevel;
import io.milvus.v2.common.IndexParam.MetricType;
import io.milvus.v2.service.vector.request.SearchIteratorReq;
import io.milvus.v2.service.vector.request.SearchIteratorReqV2;
import io.milvus.v2.service.vector.request.SearchReq;
import io.milvus.v2.service.vector.request.data.FloatVec;
import io.milvus.v2.service.vector.response.SearchResp.SearchResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Search: metrics, filters, pages, iterators. */
interface SearchBehaviour extends Behaviour {

  @Test
  @DisplayName("COSINE: the nearest comes first, with the cosine as its score")
  default void cosine() {
    List<SearchResult> hits = hits(MetricType.COSINE);
    assertThat(hits).extracting(SearchResult::getId).containsExactly(1L, 2L, 3L);
    assertThat(hits.get(0).getScore()).isCloseTo((float) (1 / Math.sqrt(2)), within(1e-5f));
  }

  @Test
  @DisplayName("L2: the nearest comes first, with the square of its distance as its score")
  default void l2() {
    List<SearchResult> hits = hits(MetricType.L2);
    assertThat(hits).extracting(SearchResult::getId).containsExactly(1L, 2L, 3L);
    assertThat(hits).extracting(SearchResult::getScore).containsExactly(1f, 4f, 9f);
  }

  @Test
  @DisplayName("IP: the largest product comes first")
  default void innerProduct() {
    String name = subject().collection(MetricType.IP);
    subject().insert(name, Subject.rows(1, 2, 3, 4));
    SearchReq request =
        Subject.near(name).data(List.of(new FloatVec(new float[] {0, 1, 0, 0}))).build();
    List<SearchResult> hits = subject().client().search(request).getSearchResults().get(0);
    assertThat(hits).extracting(SearchResult::getId).containsExactly(4L, 3L, 2L);
    assertThat(hits.get(0).getScore()).isEqualTo(4f);
  }

  private List<SearchResult> hits(MetricType metric) {
    String name = subject().collection(metric);
    subject().insert(name, Subject.rows(4, 3, 2, 1));
    return subject().client().search(Subject.near(name).build()).getSearchResults().get(0);
  }

  @Test
  @DisplayName("a search finds only what passes its filter")
  default void filter() {
    SearchReq request = Subject.near(subject().shelf()).filter("sold == false").build();
    assertThat(subject().found(request)).containsExactly(1L, 3L, 5L);
  }

  @Test
  @DisplayName("a filter of a search takes template variables, too")
  default void template() {
    SearchReq request =
        Subject.near(subject().shelf())
            .filter("id > {least}")
            .filterTemplateValues(Map.of("least", 10))
            .build();
    if (subject().is(Difference.NO_TEMPLATES)) {
      assertThat(Subject.code(() -> subject().found(request))).isNotEqualTo(Subject.NO_ERROR);
    } else {
      assertThat(subject().found(request)).containsExactly(11L, 12L, 13L);
    }
  }

  @Test
  @DisplayName("a limit above the number of rows brings all rows")
  default void largeLimit() {
    assertThat(subject().found(Subject.near(subject().shelf()).limit(100).build())).hasSize(20);
  }

  @Test
  @DisplayName("an offset leaves out the nearest")
  default void offset() {
    SearchReq request = Subject.near(subject().shelf()).offset(2).build();
    assertThat(subject().found(request)).containsExactly(2L, 3L, 4L);
  }

  @Test
  @DisplayName("the fields that were asked for come with each hit")
  default void hitFields() {
    SearchReq request =
        Subject.near(subject().shelf()).limit(1).outputFields(List.of("title", "color")).build();
    SearchResult hit = subject().client().search(request).getSearchResults().get(0).get(0);
    assertThat(hit.getEntity()).containsEntry("title", "a").containsEntry("color", "blue");
    assertThat(hit.getEntity()).doesNotContainKey("price");
  }

  @Test
  @DisplayName("a hit names its primary key")
  default void keyName() {
    SearchReq request = Subject.near(subject().shelf()).build();
    SearchResult hit = subject().client().search(request).getSearchResults().get(0).get(0);
    assertThat(hit.getPrimaryKey()).isEqualTo(subject().is(Difference.NO_KEY_NAME) ? "" : "id");
  }

  @Test
  @DisplayName("several vectors are searched for at once, with an answer for each")
  default void severalVectors() {
    SearchReq request =
        Subject.near(subject().shelf())
            .data(
                List.of(
                    new FloatVec(new float[] {1, 0, 0, 0}), new FloatVec(new float[] {0, 1, 0, 0})))
            .limit(1)
            .build();
    assertThat(subject().client().search(request).getSearchResults())
        .extracting(hits -> hits.get(0).getId())
        .containsExactly(0L, 19L);
  }

  @Test
  @DisplayName("an empty collection has no hits")
  default void empty() {
    String name = subject().collection(MetricType.COSINE);
    assertThat(subject().found(Subject.near(name).build())).isEmpty();
  }

  @Test
  @DisplayName("what was deleted or replaced is not found any more")
  default void gone() {
    String name = subject().collection(MetricType.L2);
    subject().insert(name, Subject.rows(1, 2, 3));
    subject()
        .client()
        .delete(
            io.milvus.v2.service.vector.request.DeleteReq.builder()
                .collectionName(name)
                .ids(List.of(1L))
                .build());
    subject()
        .client()
        .upsert(
            io.milvus.v2.service.vector.request.UpsertReq.builder()
                .collectionName(name)
                .data(List.of(Subject.row("{'id': 3, 'vector': [1, 0, 0, 0]}")))
                .build());
    assertThat(subject().found(Subject.near(name).build())).containsExactly(3L, 2L);
  }

  @Test
  @DisplayName("a range search keeps what is nearer than the radius")
  default void range() {
    String name = subject().collection(MetricType.L2);
    subject().insert(name, Subject.rows(1, 2, 3, 4));
    SearchReq request =
        Subject.near(name)
            .limit(10)
            .searchParams(Map.of("radius", 10.0, "range_filter", 4.0))
            .build();
    assertThat(subject().found(request)).containsExactly(2L, 3L);
  }

  @Test
  @DisplayName("a search with another metric than the index is refused")
  default void otherMetric() {
    SearchReq request = Subject.near(subject().shelf()).metricType(MetricType.L2).build();
    int code = Subject.code(() -> subject().found(request));
    int expected = subject().is(Difference.ERROR_CODES) ? 65535 : 1100;
    assertThat(code).isEqualTo(subject().is(Difference.ANY_METRIC) ? 0 : expected);
  }

  @Test
  @DisplayName("an iterator brings every hit once, the nearest first")
  default void searchIterator() {
    String name = subject().strongCollection(MetricType.L2);
    subject().insert(name, Subject.rows(LongStream.range(0, 60).toArray()));
    SearchIterator pages =
        subject()
            .client()
            .searchIterator(
                SearchIteratorReq.builder()
                    .collectionName(name)
                    .vectorFieldName("vector")
                    .vectors(List.of(new FloatVec(new float[] {1, 0, 0, 0})))
                    .metricType(MetricType.L2)
                    .batchSize(25L)
                    .outputFields(List.of("id"))
                    .consistencyLevel(ConsistencyLevel.STRONG)
                    .build());
    List<Object> ids = new ArrayList<>();
    for (List<RowRecord> page = pages.next(); !page.isEmpty(); page = pages.next()) {
      page.forEach(row -> ids.add(row.get("id")));
    }
    assertThat(ids).isEqualTo(LongStream.range(0, 60).boxed().toList());
  }

  @Test
  @DisplayName("an iterator that keeps its place on the server loses no ties")
  default void iteratorOnServer() {
    String name = subject().strongCollection(MetricType.L2);
    for (long id = 0; id < 30; id++) {
      subject()
          .insert(
              name,
              List.of(Subject.row("{'id': " + id + ", 'vector': [" + id / 10 + ", 0, 0, 0]}")));
    }
    if (subject().is(Difference.NO_SEARCH_ITERATOR)) {
      assertThatThrownBy(() -> iteratorOnServer(name)).hasMessageContaining("Search Iterator V2");
      return;
    }
    SearchIteratorV2 pages = iteratorOnServer(name);
    List<Object> ids = new ArrayList<>();
    for (List<SearchResult> page = pages.next(); !page.isEmpty(); page = pages.next()) {
      page.forEach(hit -> ids.add(hit.getId()));
    }
    assertThat(ids).hasSize(30).doesNotHaveDuplicates();
  }

  private SearchIteratorV2 iteratorOnServer(String name) {
    return subject()
        .client()
        .searchIteratorV2(
            SearchIteratorReqV2.builder()
                .collectionName(name)
                .vectorFieldName("vector")
                .vectors(List.of(new FloatVec(new float[] {0, 0, 0, 0})))
                .metricType(MetricType.L2)
                .batchSize(7L)
                .consistencyLevel(ConsistencyLevel.STRONG)
                .build());
  }
}
