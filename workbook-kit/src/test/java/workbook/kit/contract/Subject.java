package workbook.kit.contract;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.client.RetryConfig;
import io.milvus.v2.common.ConsistencyLevel;
import io.milvus.v2.common.DataType;
import io.milvus.v2.common.IndexParam;
import io.milvus.v2.common.IndexParam.MetricType;
import io.milvus.v2.exception.MilvusClientException;
import io.milvus.v2.service.collection.request.AddFieldReq;
import io.milvus.v2.service.collection.request.CreateCollectionReq;
import io.milvus.v2.service.collection.request.CreateCollectionReq.CollectionSchema;
import io.milvus.v2.service.collection.request.DropCollectionReq;
import io.milvus.v2.service.vector.request.InsertReq;
import io.milvus.v2.service.vector.request.QueryReq;
import io.milvus.v2.service.vector.request.SearchReq;
import io.milvus.v2.service.vector.request.data.FloatVec;
import io.milvus.v2.service.vector.response.SearchResp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import workbook.kit.contract.Difference.Kind;

/** The server under test, seen through the public API of the SDK; with what the tests share. */
final class Subject implements AutoCloseable {

  /** What {@link #code} says when no error came. */
  static final int NO_ERROR = 0;

  /** What {@link #code} says when the SDK refused, or could not read what the server said. */
  static final int REFUSED_BY_CLIENT = -1;

  private static final AtomicInteger NAMES = new AtomicInteger();

  private final String uri;
  private final String token;
  private final MilvusClientV2 client;
  private final Kind kind;
  private final List<String> created = Collections.synchronizedList(new ArrayList<>());
  private String shelf;

  Subject(String uri, String token) {
    this.uri = uri;
    this.token = token;
    client = connect();
    kind = Kind.of(client.getServerVersion());
  }

  /** One more connection to the same server, with settings of its own: the SDK changes them. */
  MilvusClientV2 connect() {
    var settings = ConnectConfig.builder().uri(uri).rpcDeadlineMs(30_000);
    MilvusClientV2 connected =
        new MilvusClientV2((token.isEmpty() ? settings : settings.token(token)).build());
    connected.retryConfig(RetryConfig.builder().maxRetryTimes(1).build());
    return connected;
  }

  MilvusClientV2 client() {
    return client;
  }

  boolean is(Difference difference) {
    return difference.isOn(kind);
  }

  Kind kind() {
    return kind;
  }

  /** A name that no other test uses; the collection is dropped in the end. */
  String newName() {
    String name =
        "contract_" + Long.toString(System.nanoTime(), 36) + "_" + NAMES.incrementAndGet();
    created.add(name);
    return name;
  }

  /** A new collection that is loaded: id (Int64), vector (4), and whatever else a row has. */
  String collection(MetricType metric) {
    return collection(metric, ConsistencyLevel.BOUNDED);
  }

  /** The same, with strong reads for whoever does not ask for others, as iterators do. */
  String strongCollection(MetricType metric) {
    return collection(metric, ConsistencyLevel.STRONG);
  }

  private String collection(MetricType metric, ConsistencyLevel level) {
    String name = newName();
    client.createCollection(
        CreateCollectionReq.builder()
            .collectionName(name)
            .collectionSchema(schema(DataType.Int64, false))
            .consistencyLevel(level)
            .indexParams(List.of(index(metric)))
            .build());
    load(name);
    return name;
  }

  /** Waits until the collection can be read. */
  void load(String name) {
    client.loadCollection(
        io.milvus.v2.service.collection.request.LoadCollectionReq.builder()
            .collectionName(name)
            .build());
  }

  static IndexParam index(MetricType metric) {
    return IndexParam.builder()
        .fieldName("vector")
        .indexName("by_vector")
        .indexType(IndexParam.IndexType.FLAT)
        .metricType(metric)
        .build();
  }

  CollectionSchema schema(DataType keyType, boolean autoId) {
    CollectionSchema schema = CollectionSchema.builder().enableDynamicField(true).build();
    var key = AddFieldReq.builder().fieldName("id").dataType(keyType).isPrimaryKey(true);
    schema.addField(key.autoID(autoId).maxLength(64).build());
    schema.addField(
        AddFieldReq.builder()
            .fieldName("vector")
            .dataType(DataType.FloatVector)
            .dimension(4)
            .build());
    return schema;
  }

  /** Rows with these keys, whose vectors turn away from (1, 0, 0, 0) as the keys grow. */
  static List<JsonObject> rows(long... ids) {
    List<JsonObject> rows = new ArrayList<>();
    for (long id : ids) {
      rows.add(row("{'id': " + id + ", 'vector': [1, " + id + ", 0, 0], 'n': " + id + "}"));
    }
    return rows;
  }

  /** A row in JSON, with single quotes allowed. */
  static JsonObject row(String json) {
    return JsonParser.parseString(json).getAsJsonObject();
  }

  void insert(String collection, List<JsonObject> rows) {
    client.insert(InsertReq.builder().collectionName(collection).data(rows).build());
  }

  /** The collection that tests only read: twenty rows with all types of fields. */
  synchronized String shelf() {
    if (shelf == null) {
      shelf = newName();
      CollectionSchema schema = schema(DataType.Int64, false);
      schema.addField(field("price", DataType.Int64));
      schema.addField(field("rating", DataType.Double));
      schema.addField(field("weight", DataType.Float));
      schema.addField(field("sold", DataType.Bool));
      schema.addField(field("stock", DataType.Int32));
      schema.addField(field("meta", DataType.JSON));
      schema.addField(
          AddFieldReq.builder()
              .fieldName("title")
              .dataType(DataType.VarChar)
              .maxLength(64)
              .build());
      client.createCollection(
          CreateCollectionReq.builder()
              .collectionName(shelf)
              .collectionSchema(schema)
              .consistencyLevel(ConsistencyLevel.STRONG)
              .indexParams(List.of(index(MetricType.COSINE)))
              .build());
      load(shelf);
      insert(shelf, books());
    }
    return shelf;
  }

  private static AddFieldReq field(String name, DataType type) {
    return AddFieldReq.builder().fieldName(name).dataType(type).build();
  }

  private static final String[] TITLES = {
    "a", "ab", "a%b", "a_b", "a\"b", "a'b", "a\\b", "tab\tx", "é", ""
  };

  private static List<JsonObject> books() {
    List<JsonObject> books = new ArrayList<>();
    for (int id = 0; id < 20; id++) {
      JsonObject book = row("{'vector': [1, " + id + ", 0, 0]}");
      book.addProperty("id", id);
      book.addProperty("price", id * 10);
      book.addProperty("rating", id / 2.0);
      book.addProperty("weight", id / 10f);
      book.addProperty("sold", id % 2 == 0);
      book.addProperty("stock", -id);
      book.addProperty("title", id < TITLES.length ? TITLES[id] : "n" + id);
      JsonArray tags = new JsonArray();
      tags.add(1);
      tags.add(id);
      JsonObject meta = row("{'a': " + id + ", 's': 'x" + id + "'}");
      meta.add("tags", tags);
      book.add("meta", meta);
      if (id < 15) {
        book.addProperty("color", id % 2 == 0 ? "blue" : "red");
        book.addProperty("n", id);
        book.add("deep", row("{'p': " + id + ", 'q': [" + id + ", 'z']}"));
      }
      books.add(book);
    }
    return books;
  }

  /** The keys of the rows that pass a filter; the read is strong. */
  List<Long> ids(String collection, String filter) {
    return ids(collection, filter, Map.of());
  }

  List<Long> ids(String collection, String filter, Map<String, Object> templates) {
    QueryReq request =
        QueryReq.builder()
            .collectionName(collection)
            .filter(filter)
            .filterTemplateValues(templates)
            .outputFields(List.of("id"))
            .consistencyLevel(ConsistencyLevel.STRONG)
            .limit(filter.isEmpty() ? 1000 : 0)
            .build();
    return client.query(request).getQueryResults().stream()
        .map(found -> (Long) found.getEntity().get("id"))
        .sorted()
        .toList();
  }

  long count(String collection) {
    QueryReq request =
        QueryReq.builder()
            .collectionName(collection)
            .filter("")
            .outputFields(List.of("count(*)"))
            .consistencyLevel(ConsistencyLevel.STRONG)
            .build();
    return (Long) client.query(request).getQueryResults().get(0).getEntity().get("count(*)");
  }

  /** A strong search near (1, 0, 0, 0), to be completed. */
  static SearchReq.SearchReqBuilder near(String collection) {
    return SearchReq.builder()
        .collectionName(collection)
        .annsField("vector")
        .data(List.of(new FloatVec(new float[] {1, 0, 0, 0})))
        .consistencyLevel(ConsistencyLevel.STRONG)
        .limit(3);
  }

  List<Object> found(SearchReq request) {
    return client.search(request).getSearchResults().get(0).stream()
        .map(SearchResp.SearchResult::getId)
        .toList();
  }

  /** The codes with which the server may refuse a wrong parameter. */
  List<Integer> refusals() {
    if (is(Difference.UNREADABLE_ERRORS)) {
      return List.of(REFUSED_BY_CLIENT, 1);
    }
    return List.of(is(Difference.ERROR_CODES) ? 65535 : 1100);
  }

  /** The code with which the server refuses, or one of the two constants. */
  static int code(Callable<?> call) {
    try {
      call.call();
      return NO_ERROR;
    } catch (MilvusClientException refused) {
      Integer code = refused.getServerErrCode();
      return code == null || code == 0 ? REFUSED_BY_CLIENT : code;
    } catch (Exception unexpected) {
      throw new AssertionError("the SDK throws MilvusClientException only", unexpected);
    }
  }

  static int code(Runnable call) {
    return code(
        () -> {
          call.run();
          return null;
        });
  }

  @Override
  public void close() {
    for (String name : created) {
      client.dropCollection(DropCollectionReq.builder().collectionName(name).build());
    }
    client.close();
  }
}
