package workbook.kit.embedded;

import io.milvus.grpc.*;
import io.milvus.shaded.io.grpc.StatusRuntimeException;
import io.milvus.shaded.io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calls of Milvus: each finds its collection, has the work done and wraps the answer. */
final class Service extends MilvusServiceGrpc.MilvusServiceImplBase {

  /** What a client is told; the version whose behaviour is the model. */
  static final String VERSION = "v2.6.0-embedded";

  private static final Logger LOG = LoggerFactory.getLogger(Service.class);
  private static final Status OK = Status.getDefaultInstance();

  private final Clock clock = new Clock();
  private final Catalog catalog = new Catalog();
  private final Definitions definitions = new Definitions(catalog, clock);
  private final Writes writes = new Writes(clock);
  private final Searches searches = new Searches();
  private final Duration boundedLag;
  private final Supplier<Duration> loadTime;

  Service(Duration boundedLag, Supplier<Duration> loadTime) {
    this.boundedLag = boundedLag;
    this.loadTime = loadTime;
  }

  /** Whatever goes wrong becomes an answer: no request may end the server or stay unanswered. */
  private <T> void answer(StreamObserver<T> out, Function<Status, T> failed, Supplier<T> work) {
    T response;
    try {
      response = work.get();
    } catch (MilvusError refused) {
      response = failed.apply(refused.status());
    } catch (StatusRuntimeException refused) {
      out.onError(refused);
      return;
    } catch (RuntimeException | StackOverflowError defect) {
      LOG.error("a request could not be answered", defect);
      response = failed.apply(MilvusError.unexpected("internal error: " + defect).status());
    }
    out.onNext(response);
    out.onCompleted();
  }

  private void run(StreamObserver<Status> out, Runnable work) {
    answer(
        out,
        status -> status,
        () -> {
          work.run();
          return OK;
        });
  }

  private static String database(String named) {
    String chosen = named.isEmpty() ? Identity.DATABASE.get() : named;
    return chosen == null || chosen.isEmpty() ? Catalog.DEFAULT : chosen;
  }

  private StoredCollection find(String database, String name) {
    return catalog.get(database(database), name);
  }

  @Override
  public void connect(ConnectRequest request, StreamObserver<ConnectResponse> out) {
    ServerInfo info =
        ServerInfo.newBuilder().setBuildTags(VERSION).setDeployMode("STANDALONE").build();
    answer(
        out,
        status -> ConnectResponse.newBuilder().setStatus(status).build(),
        () -> ConnectResponse.newBuilder().setServerInfo(info).setIdentifier(clock.next()).build());
  }

  @Override
  public void getVersion(GetVersionRequest request, StreamObserver<GetVersionResponse> out) {
    answer(
        out,
        status -> GetVersionResponse.newBuilder().setStatus(status).build(),
        () -> GetVersionResponse.newBuilder().setVersion(VERSION).build());
  }

  @Override
  public void checkHealth(CheckHealthRequest request, StreamObserver<CheckHealthResponse> out) {
    answer(
        out,
        status -> CheckHealthResponse.newBuilder().setStatus(status).build(),
        () -> CheckHealthResponse.newBuilder().setIsHealthy(true).build());
  }

  @Override
  public void allocTimestamp(
      AllocTimestampRequest request, StreamObserver<AllocTimestampResponse> out) {
    answer(
        out,
        status -> AllocTimestampResponse.newBuilder().setStatus(status).build(),
        () -> AllocTimestampResponse.newBuilder().setTimestamp(clock.next()).build());
  }

  @Override
  public void createDatabase(CreateDatabaseRequest request, StreamObserver<Status> out) {
    run(out, () -> catalog.createDatabase(request.getDbName()));
  }

  @Override
  public void dropDatabase(DropDatabaseRequest request, StreamObserver<Status> out) {
    run(out, () -> catalog.dropDatabase(request.getDbName()));
  }

  @Override
  public void listDatabases(
      ListDatabasesRequest request, StreamObserver<ListDatabasesResponse> out) {
    answer(
        out,
        status -> ListDatabasesResponse.newBuilder().setStatus(status).build(),
        () -> ListDatabasesResponse.newBuilder().addAllDbNames(catalog.databases()).build());
  }

  @Override
  public void createCollection(CreateCollectionRequest request, StreamObserver<Status> out) {
    run(out, () -> definitions.create(database(request.getDbName()), request));
  }

  @Override
  public void dropCollection(DropCollectionRequest request, StreamObserver<Status> out) {
    run(out, () -> catalog.drop(database(request.getDbName()), request.getCollectionName()));
  }

  @Override
  public void hasCollection(HasCollectionRequest request, StreamObserver<BoolResponse> out) {
    answer(
        out,
        status -> BoolResponse.newBuilder().setStatus(status).build(),
        () -> {
          String database = database(request.getDbName());
          boolean has = catalog.find(database, request.getCollectionName()) != null;
          return BoolResponse.newBuilder().setValue(has).build();
        });
  }

  @Override
  public void describeCollection(
      DescribeCollectionRequest request, StreamObserver<DescribeCollectionResponse> out) {
    answer(
        out,
        status -> DescribeCollectionResponse.newBuilder().setStatus(status).build(),
        () -> definitions.describe(find(request.getDbName(), request.getCollectionName())));
  }

  @Override
  public void showCollections(
      ShowCollectionsRequest request, StreamObserver<ShowCollectionsResponse> out) {
    answer(
        out,
        status -> ShowCollectionsResponse.newBuilder().setStatus(status).build(),
        () -> definitions.show(database(request.getDbName())));
  }

  @Override
  public void getCollectionStatistics(
      GetCollectionStatisticsRequest request, StreamObserver<GetCollectionStatisticsResponse> out) {
    answer(
        out,
        status -> GetCollectionStatisticsResponse.newBuilder().setStatus(status).build(),
        () -> {
          Table table = find(request.getDbName(), request.getCollectionName()).table();
          return GetCollectionStatisticsResponse.newBuilder()
              .addStats(Definitions.pair("row_count", String.valueOf(table.flushedRows())))
              .build();
        });
  }

  @Override
  public void showPartitions(
      ShowPartitionsRequest request, StreamObserver<ShowPartitionsResponse> out) {
    answer(
        out,
        status -> ShowPartitionsResponse.newBuilder().setStatus(status).build(),
        () -> {
          long id = find(request.getDbName(), request.getCollectionName()).id();
          return ShowPartitionsResponse.newBuilder()
              .addPartitionNames(Reads.DEFAULT_PARTITION)
              .addPartitionIDs(id + 1)
              .build();
        });
  }

  @Override
  public void createAlias(CreateAliasRequest request, StreamObserver<Status> out) {
    String database = database(request.getDbName());
    run(out, () -> catalog.createAlias(database, request.getCollectionName(), request.getAlias()));
  }

  @Override
  public void alterAlias(AlterAliasRequest request, StreamObserver<Status> out) {
    String database = database(request.getDbName());
    run(out, () -> catalog.alterAlias(database, request.getCollectionName(), request.getAlias()));
  }

  @Override
  public void dropAlias(DropAliasRequest request, StreamObserver<Status> out) {
    run(out, () -> catalog.dropAlias(database(request.getDbName()), request.getAlias()));
  }

  @Override
  public void listAliases(ListAliasesRequest request, StreamObserver<ListAliasesResponse> out) {
    String database = database(request.getDbName());
    answer(
        out,
        status -> ListAliasesResponse.newBuilder().setStatus(status).build(),
        () ->
            ListAliasesResponse.newBuilder()
                .setDbName(database)
                .setCollectionName(request.getCollectionName())
                .addAllAliases(catalog.aliases(database, request.getCollectionName()))
                .build());
  }

  @Override
  public void createIndex(CreateIndexRequest request, StreamObserver<Status> out) {
    run(
        out,
        () ->
            definitions.createIndex(
                find(request.getDbName(), request.getCollectionName()), request));
  }

  @Override
  public void describeIndex(
      DescribeIndexRequest request, StreamObserver<DescribeIndexResponse> out) {
    answer(
        out,
        status -> DescribeIndexResponse.newBuilder().setStatus(status).build(),
        () ->
            Definitions.describeIndex(
                find(request.getDbName(), request.getCollectionName()), request));
  }

  @Override
  public void dropIndex(DropIndexRequest request, StreamObserver<Status> out) {
    run(
        out,
        () -> {
          String name =
              request.getIndexName().isEmpty() ? request.getFieldName() : request.getIndexName();
          find(request.getDbName(), request.getCollectionName()).dropIndex(name);
        });
  }

  @Override
  public void loadCollection(LoadCollectionRequest request, StreamObserver<Status> out) {
    run(out, () -> find(request.getDbName(), request.getCollectionName()).load(loadTime.get()));
  }

  @Override
  public void releaseCollection(ReleaseCollectionRequest request, StreamObserver<Status> out) {
    run(out, () -> find(request.getDbName(), request.getCollectionName()).release());
  }

  @Override
  public void getLoadState(GetLoadStateRequest request, StreamObserver<GetLoadStateResponse> out) {
    answer(
        out,
        status -> GetLoadStateResponse.newBuilder().setStatus(status).build(),
        () -> {
          StoredCollection found =
              catalog.find(database(request.getDbName()), request.getCollectionName());
          LoadState state = found == null ? LoadState.LoadStateNotExist : found.loadState();
          return GetLoadStateResponse.newBuilder().setState(state).build();
        });
  }

  @Override
  public void getLoadingProgress(
      GetLoadingProgressRequest request, StreamObserver<GetLoadingProgressResponse> out) {
    answer(
        out,
        status -> GetLoadingProgressResponse.newBuilder().setStatus(status).build(),
        () -> {
          long progress = find(request.getDbName(), request.getCollectionName()).loadProgress();
          return GetLoadingProgressResponse.newBuilder()
              .setProgress(progress)
              .setRefreshProgress(progress)
              .build();
        });
  }

  @Override
  public void flush(FlushRequest request, StreamObserver<FlushResponse> out) {
    answer(
        out,
        status -> FlushResponse.newBuilder().setStatus(status).build(),
        () -> {
          String database = database(request.getDbName());
          FlushResponse.Builder response = FlushResponse.newBuilder().setDbName(database);
          for (String name : request.getCollectionNamesList()) {
            catalog.get(database, name).table().flush();
            // There are no segments; but clients take the absence of a list for a failure.
            response.putCollSegIDs(name, LongArray.getDefaultInstance());
            response.putFlushCollSegIDs(name, LongArray.getDefaultInstance());
            response.putCollFlushTs(name, clock.next());
          }
          return response.build();
        });
  }

  @Override
  public void getFlushState(
      GetFlushStateRequest request, StreamObserver<GetFlushStateResponse> out) {
    answer(
        out,
        status -> GetFlushStateResponse.newBuilder().setStatus(status).build(),
        () -> GetFlushStateResponse.newBuilder().setFlushed(true).build());
  }

  @Override
  public void insert(InsertRequest request, StreamObserver<MutationResult> out) {
    answer(
        out,
        status -> MutationResult.newBuilder().setStatus(status).build(),
        () -> writes.insert(find(request.getDbName(), request.getCollectionName()), request));
  }

  @Override
  public void upsert(UpsertRequest request, StreamObserver<MutationResult> out) {
    answer(
        out,
        status -> MutationResult.newBuilder().setStatus(status).build(),
        () -> writes.upsert(find(request.getDbName(), request.getCollectionName()), request));
  }

  @Override
  public void delete(DeleteRequest request, StreamObserver<MutationResult> out) {
    answer(
        out,
        status -> MutationResult.newBuilder().setStatus(status).build(),
        () -> writes.delete(find(request.getDbName(), request.getCollectionName()), request));
  }

  @Override
  public void query(QueryRequest request, StreamObserver<QueryResults> out) {
    answer(
        out,
        status -> QueryResults.newBuilder().setStatus(status).build(),
        () ->
            Queries.query(
                find(request.getDbName(), request.getCollectionName()), request, boundedLag));
  }

  @Override
  public void search(SearchRequest request, StreamObserver<SearchResults> out) {
    answer(
        out,
        status -> SearchResults.newBuilder().setStatus(status).build(),
        () ->
            searches.search(
                find(request.getDbName(), request.getCollectionName()), request, boundedLag));
  }
}
