package workbook.kit.embedded;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.client.RetryConfig;
import io.milvus.v2.common.ConsistencyLevel;
import io.milvus.v2.service.collection.request.CreateCollectionReq;
import io.milvus.v2.service.vector.request.InsertReq;
import io.milvus.v2.service.vector.request.QueryReq;
import java.time.Duration;
import java.util.List;

/** An SDK client with short deadlines and without retries, and the requests that tests share. */
final class Client implements AutoCloseable {

  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private final MilvusClientV2 sdk;

  private Client(MilvusClientV2 sdk) {
    this.sdk = sdk;
    sdk.retryConfig(RetryConfig.builder().maxRetryTimes(1).build());
  }

  static Client of(EmbeddedMilvus milvus) {
    return of(milvus, "", DEADLINE);
  }

  static Client of(EmbeddedMilvus milvus, Duration deadline) {
    return of(milvus, "", deadline);
  }

  /** A client that gives up connecting, and each call, after the deadline. */
  static Client of(EmbeddedMilvus milvus, String token, Duration deadline) {
    var config =
        ConnectConfig.builder()
            .uri(milvus.uri())
            .connectTimeoutMs(deadline.toMillis())
            .rpcDeadlineMs(deadline.toMillis());
    return new Client(new MilvusClientV2((token.isEmpty() ? config : config.token(token)).build()));
  }

  MilvusClientV2 sdk() {
    return sdk;
  }

  String version() {
    return sdk.getServerVersion();
  }

  void create(String collection, int dimension) {
    sdk.createCollection(
        CreateCollectionReq.builder().collectionName(collection).dimension(dimension).build());
  }

  void insert(String collection, long id) {
    JsonObject row =
        JsonParser.parseString("{'id': " + id + ", 'vector': [1, 2, 3, 4]}").getAsJsonObject();
    sdk.insert(InsertReq.builder().collectionName(collection).data(List.of(row)).build());
  }

  static QueryReq query(String collection, String filter) {
    return QueryReq.builder()
        .collectionName(collection)
        .filter(filter)
        .consistencyLevel(ConsistencyLevel.STRONG)
        .build();
  }

  long count(String collection, ConsistencyLevel level) {
    QueryReq request =
        QueryReq.builder()
            .collectionName(collection)
            .filter("")
            .outputFields(List.of("count(*)"))
            .consistencyLevel(level)
            .build();
    return (Long) sdk.query(request).getQueryResults().get(0).getEntity().get("count(*)");
  }

  @Override
  public void close() {
    sdk.close();
  }
}
