package workbook.pool.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.gson.JsonObject;
import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.client.RetryConfig;
import io.milvus.v2.service.collection.request.CreateCollectionReq;
import io.milvus.v2.service.collection.request.DescribeCollectionReq;
import io.milvus.v2.service.collection.request.DropCollectionReq;
import io.milvus.v2.service.collection.request.ReleaseCollectionReq;
import io.milvus.v2.service.vector.request.InsertReq;
import io.milvus.v2.service.vector.request.QueryReq;
import io.milvus.v2.service.vector.request.SearchReq;
import io.milvus.v2.service.vector.request.data.FloatVec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import workbook.kit.server.MilvusServer;
import workbook.kit.server.RealMilvus;
import workbook.pool.MilvusConnectionFactory;
import workbook.pool.MilvusErrors;
import workbook.pool.MilvusErrors.Kind;
import workbook.pool.MilvusSettings;

/** The classification, held against what a real server really answers. */
@RealMilvus
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedErrorsIT {

  private static final String COLLECTION = "recorded_errors";

  /** A call that fails. */
  private interface Call {
    void on(MilvusClientV2 client) throws Exception;
  }

  private final MilvusServer server;
  private final MilvusConnectionFactory factory;
  private MilvusClientV2 client;

  RecordedErrorsIT(MilvusServer server) {
    this.server = server;
    this.factory =
        new MilvusConnectionFactory(MilvusSettings.of(server.uri()).withToken(server.token()));
  }

  @BeforeAll
  void fill() throws Exception {
    client = factory.open();
    client.createCollection(
        CreateCollectionReq.builder().collectionName(COLLECTION).dimension(4).build());
  }

  @AfterAll
  void clear() throws Exception {
    client.dropCollection(DropCollectionReq.builder().collectionName(COLLECTION).build());
    factory.close(client);
  }

  private void assertKind(String what, Kind expected, Call call) {
    Recorded.assertKind(server.kind(), what, expected, () -> call.on(client));
  }

  @Test
  @DisplayName("a collection that does not exist: rejected")
  void noCollection() {
    assertKind(
        "describe an absent collection",
        Kind.REJECTED,
        on ->
            on.describeCollection(
                DescribeCollectionReq.builder().collectionName("absent").build()));
  }

  @Test
  @DisplayName("a filter that cannot be parsed: rejected")
  void brokenFilter() {
    assertKind(
        "query with a broken filter",
        Kind.REJECTED,
        on ->
            on.query(QueryReq.builder().collectionName(COLLECTION).filter("id === 1 and").build()));
  }

  @Test
  @DisplayName("a row that the SDK refuses before it is sent: rejected, or unknown, never broken")
  void badRow() {
    Throwable failure =
        catchThrowable(
            () ->
                client.insert(
                    InsertReq.builder()
                        .collectionName(COLLECTION)
                        .data(List.of(new JsonObject()))
                        .build()));
    assertThat(failure).isNotNull();
    assertThat(MilvusErrors.classify(failure)).isIn(Kind.REJECTED, Kind.UNKNOWN);
  }

  @Test
  @DisplayName("a collection that is not loaded: rejected; loading is the caller's decision")
  void notLoaded() throws Exception {
    client.createCollection(
        CreateCollectionReq.builder().collectionName("not_loaded").dimension(4).build());
    client.releaseCollection(ReleaseCollectionReq.builder().collectionName("not_loaded").build());
    try {
      assertKind(
          "search in a released collection",
          Kind.REJECTED,
          on ->
              on.search(
                  SearchReq.builder()
                      .collectionName("not_loaded")
                      .data(List.of(new FloatVec(List.of(1f, 2f, 3f, 4f))))
                      .limit(1)
                      .build()));
    } finally {
      client.dropCollection(DropCollectionReq.builder().collectionName("not_loaded").build());
    }
  }

  @Test
  @DisplayName("a deadline that is too short: deadline")
  void deadline() throws Exception {
    MilvusClientV2 hurried =
        new MilvusClientV2(ConnectConfig.builder().uri(server.uri()).token(server.token()).build());
    try {
      hurried.retryConfig(RetryConfig.builder().maxRetryTimes(1).build());
      hurried.withTimeout(1, TimeUnit.MICROSECONDS);
      Throwable failure =
          catchThrowable(
              () -> {
                for (int i = 0; i < 10_000; i++) {
                  hurried.getServerVersion();
                }
              });
      assertThat(MilvusErrors.classify(failure)).isEqualTo(Kind.DEADLINE);
    } finally {
      hurried.close(1);
    }
  }

  @Test
  @DisplayName("nobody listens: broken connection, told at once")
  void refused() {
    MilvusSettings nobody =
        MilvusSettings.of("http://127.0.0.1:1")
            .withDeadlines(Duration.ofSeconds(5), Duration.ofSeconds(5));
    Throwable failure = catchThrowable(() -> new MilvusConnectionFactory(nobody).open());
    assertThat(MilvusErrors.classify(failure)).isEqualTo(Kind.BROKEN_CONNECTION);
    assertThat(failure).hasStackTraceContaining("Connection refused");
  }
}
