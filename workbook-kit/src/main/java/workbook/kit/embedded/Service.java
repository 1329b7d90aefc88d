package workbook.kit.embedded;

import static io.milvus.grpc.MilvusServiceGrpc.*;

import io.milvus.grpc.*;
import io.milvus.shaded.io.grpc.Metadata;
import io.milvus.shaded.io.grpc.MethodDescriptor;
import io.milvus.shaded.io.grpc.ServerCall;
import io.milvus.shaded.io.grpc.ServerCallHandler;
import io.milvus.shaded.io.grpc.ServerServiceDefinition;
import io.milvus.shaded.io.grpc.StatusRuntimeException;
import io.milvus.shaded.io.grpc.stub.ServerCalls;
import io.milvus.shaded.io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calls of Milvus: each finds its collection, has the work done and wraps the answer. */
final class Service {

  /** What a client is told; the version whose behaviour is the model. */
  private static final String VERSION = "v2.6.0-embedded";

  private static final Logger LOG = LoggerFactory.getLogger(Service.class);

  private final Clock clock = new Clock();
  private final Catalog catalog = new Catalog();
  private final Writes writes = new Writes(clock);
  private final Searches searches = new Searches();
  private final Map<String, ServerCallHandler<?, ?>> handlers = new HashMap<>();
  private final Duration lag;
  private final Supplier<Duration> loadTime;

  Service(Duration lag, Supplier<Duration> loadTime) {
    this.lag = lag;
    this.loadTime = loadTime;
    addIdentity();
    addDatabases();
    addCollections();
    addLoading();
    addRows();
  }

  /** The whole service of Milvus; what is not there says so. */
  ServerServiceDefinition definition() {
    var definition = ServerServiceDefinition.builder(getServiceDescriptor());
    getServiceDescriptor().getMethods().forEach(method -> add(definition, method));
    return definition.build();
  }

  @SuppressWarnings("unchecked") // a handler is kept under the name of its own method
  private <Q, R> void add(ServerServiceDefinition.Builder to, MethodDescriptor<Q, R> method) {
    String name = method.getBareMethodName();
    ServerCallHandler<Q, R> absent =
        (call, headers) -> {
          call.close(Unsupported.feature("the call " + name).getStatus(), new Metadata());
          return new ServerCall.Listener<>() {};
        };
    to.addMethod(method, (ServerCallHandler<Q, R>) handlers.getOrDefault(name, absent));
  }

  private <Q, R> void answer(MethodDescriptor<Q, R> method, Function<Q, R> work) {
    handlers.put(
        method.getBareMethodName(),
        ServerCalls.asyncUnaryCall(
            (Q request, StreamObserver<R> out) -> answer(method, work, request, out)));
  }

  private <Q> void run(MethodDescriptor<Q, Status> method, Consumer<Q> work) {
    answer(
        method,
        request -> {
          work.accept(request);
          return Status.getDefaultInstance();
        });
  }

  /** Whatever goes wrong becomes an answer: no request may end the server or stay unanswered. */
  private static <Q, R> void answer(
      MethodDescriptor<Q, R> method, Function<Q, R> work, Q request, StreamObserver<R> out) {
    R response;
    try {
      response = work.apply(request);
    } catch (MilvusError refused) {
      response = refused.response(method);
    } catch (StatusRuntimeException unsupported) {
      out.onError(unsupported);
      return;
    } catch (RuntimeException | StackOverflowError defect) {
      LOG.error("a request could not be answered", defect);
      response = MilvusError.unexpected("internal error: " + defect).response(method);
    }
    out.onNext(response);
    out.onCompleted();
  }

  private static String database(String named) {
    String chosen = named.isEmpty() ? Identity.DATABASE.get() : named;
    return chosen == null || chosen.isEmpty() ? Catalog.DEFAULT : chosen;
  }

  private StoredCollection find(String database, String name) {
    return catalog.get(database(database), name);
  }

  private void addIdentity() {
    answer(getGetVersionMethod(), r -> GetVersionResponse.newBuilder().setVersion(VERSION).build());
    answer(
        getCheckHealthMethod(), r -> CheckHealthResponse.newBuilder().setIsHealthy(true).build());
    answer(
        getAllocTimestampMethod(),
        r -> AllocTimestampResponse.newBuilder().setTimestamp(clock.next()).build());
    ServerInfo info =
        ServerInfo.newBuilder().setBuildTags(VERSION).setDeployMode("STANDALONE").build();
    answer(
        getConnectMethod(),
        r -> ConnectResponse.newBuilder().setServerInfo(info).setIdentifier(clock.next()).build());
  }

  private void addDatabases() {
    run(getCreateDatabaseMethod(), r -> catalog.createDatabase(r.getDbName()));
    run(getDropDatabaseMethod(), r -> catalog.dropDatabase(r.getDbName()));
    answer(
        getListDatabasesMethod(),
        r -> ListDatabasesResponse.newBuilder().addAllDbNames(catalog.databases()).build());
  }

  private void addCollections() {
    run(
        getCreateCollectionMethod(),
        r -> catalog.add(StoredCollection.create(database(r.getDbName()), r, clock)));
    run(
        getDropCollectionMethod(),
        r -> catalog.drop(database(r.getDbName()), r.getCollectionName()));
    answer(
        getHasCollectionMethod(),
        r ->
            BoolResponse.newBuilder()
                .setValue(catalog.find(database(r.getDbName()), r.getCollectionName()) != null)
                .build());
    answer(
        getDescribeCollectionMethod(), r -> find(r.getDbName(), r.getCollectionName()).describe());
    answer(getShowCollectionsMethod(), r -> catalog.show(database(r.getDbName())));
    answer(
        getGetCollectionStatisticsMethod(),
        r -> find(r.getDbName(), r.getCollectionName()).statistics());
    run(
        getCreateIndexMethod(),
        r -> Indexes.create(find(r.getDbName(), r.getCollectionName()), r, clock.next()));
    run(getDropIndexMethod(), r -> Indexes.drop(find(r.getDbName(), r.getCollectionName()), r));
    answer(
        getDescribeIndexMethod(),
        r -> Indexes.describe(find(r.getDbName(), r.getCollectionName()), r));
  }

  private void addLoading() {
    run(
        getLoadCollectionMethod(),
        r -> find(r.getDbName(), r.getCollectionName()).load(loadTime.get()));
    run(getReleaseCollectionMethod(), r -> find(r.getDbName(), r.getCollectionName()).release());
    answer(
        getGetLoadStateMethod(),
        r -> {
          var found = catalog.find(database(r.getDbName()), r.getCollectionName());
          LoadState state = found == null ? LoadState.LoadStateNotExist : found.loadState();
          return GetLoadStateResponse.newBuilder().setState(state).build();
        });
    answer(
        getGetLoadingProgressMethod(),
        r -> {
          long progress = find(r.getDbName(), r.getCollectionName()).loadProgress();
          return GetLoadingProgressResponse.newBuilder()
              .setProgress(progress)
              .setRefreshProgress(progress)
              .build();
        });
  }

  private void addRows() {
    answer(getInsertMethod(), r -> writes.insert(find(r.getDbName(), r.getCollectionName()), r));
    answer(getUpsertMethod(), r -> writes.upsert(find(r.getDbName(), r.getCollectionName()), r));
    answer(getDeleteMethod(), r -> writes.delete(find(r.getDbName(), r.getCollectionName()), r));
    answer(
        getQueryMethod(), r -> Queries.query(find(r.getDbName(), r.getCollectionName()), r, lag));
    answer(
        getSearchMethod(),
        r -> searches.search(find(r.getDbName(), r.getCollectionName()), r, lag));
    answer(getFlushMethod(), this::flush);
    answer(
        getGetFlushStateMethod(), r -> GetFlushStateResponse.newBuilder().setFlushed(true).build());
  }

  /** There are no segments; but clients take the absence of a list for a failure. */
  private FlushResponse flush(FlushRequest request) {
    FlushResponse.Builder response = FlushResponse.newBuilder();
    for (String name : request.getCollectionNamesList()) {
      find(request.getDbName(), name).table().flush();
      response.putCollSegIDs(name, LongArray.getDefaultInstance());
      response.putFlushCollSegIDs(name, LongArray.getDefaultInstance());
      response.putCollFlushTs(name, clock.next());
    }
    return response.build();
  }
}
