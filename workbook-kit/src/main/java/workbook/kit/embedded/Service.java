package workbook.kit.embedded;

import static io.milvus.grpc.MilvusServiceGrpc.*;

import com.google.protobuf.Message;
import io.milvus.grpc.*;
import io.milvus.shaded.io.grpc.Context;
import io.milvus.shaded.io.grpc.Metadata;
import io.milvus.shaded.io.grpc.MethodDescriptor;
import io.milvus.shaded.io.grpc.ServerCall;
import io.milvus.shaded.io.grpc.ServerCallHandler;
import io.milvus.shaded.io.grpc.ServerServiceDefinition;
import io.milvus.shaded.io.grpc.StatusRuntimeException;
import io.milvus.shaded.io.grpc.stub.ServerCallStreamObserver;
import io.milvus.shaded.io.grpc.stub.ServerCalls;
import io.milvus.shaded.io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
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
  private final Queries queries;
  private final Searches searches;
  private final Map<String, ServerCallHandler<?, ?>> handlers = new HashMap<>();
  private final Faults faults;
  private final Executor workers;

  Service(Duration lag, Faults faults, Executor workers) {
    Reads reads = new Reads(clock, lag);
    queries = new Queries(reads);
    searches = new Searches(reads);
    this.faults = faults;
    this.workers = workers;
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
    String name = method.getBareMethodName();
    ServerCalls.UnaryMethod<Q, R> handler =
        (request, out) -> {
          Supplier<R> reply = () -> faults.call(name, () -> work.apply(request));
          // Whatever is late keeps the context of its call.
          Runnable answer = Context.current().wrap(() -> answer(method, reply, out));
          after(faults.delay(name)).execute(answer);
        };
    handlers.put(name, ServerCalls.asyncUnaryCall(handler));
  }

  /** Works that much later; no thread waits with it. */
  private Executor after(Duration delay) {
    return delay.isZero()
        ? Runnable::run
        : CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS, workers);
  }

  /** Whatever goes wrong becomes an answer: no request may end the server or stay unanswered. */
  private static <Q, R> void answer(
      MethodDescriptor<Q, R> method, Supplier<R> reply, StreamObserver<R> out) {
    if (((ServerCallStreamObserver<R>) out).isCancelled()) {
      return;
    }
    R response;
    try {
      response = reply.get();
    } catch (MilvusError refused) {
      response = refused.response(method);
    } catch (StatusRuntimeException failed) {
      out.onError(failed);
      return;
    } catch (RuntimeException | StackOverflowError defect) {
      LOG.error("a request could not be answered", defect);
      response = MilvusError.unexpected("internal error: %s", defect).response(method);
    }
    out.onNext(response);
    out.onCompleted();
  }

  private <Q> void run(MethodDescriptor<Q, Status> method, Consumer<Q> work) {
    answer(
        method,
        request -> {
          work.accept(request);
          return Status.getDefaultInstance();
        });
  }

  private <Q extends Message, R> void answerFor(
      MethodDescriptor<Q, R> method, BiFunction<StoredCollection, Q, R> work) {
    answer(method, request -> work.apply(catalog.get(database(request), name(request)), request));
  }

  private <Q extends Message> void runFor(
      MethodDescriptor<Q, Status> method, BiConsumer<StoredCollection, Q> work) {
    run(method, request -> work.accept(catalog.get(database(request), name(request)), request));
  }

  /** The database that a request names, or else its connection. */
  private static String database(Message request) {
    String named = text(request, "db_name");
    String chosen = named.isEmpty() ? Identity.DATABASE.get() : named;
    return chosen == null || chosen.isEmpty() ? Catalog.DEFAULT : chosen;
  }

  private static String name(Message request) {
    return text(request, "collection_name");
  }

  private static String text(Message request, String field) {
    return (String) request.getField(request.getDescriptorForType().findFieldByName(field));
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
        r -> catalog.add(StoredCollection.create(database(r), r, clock)));
    run(getDropCollectionMethod(), r -> catalog.drop(database(r), name(r)));
    answer(
        getHasCollectionMethod(),
        r ->
            BoolResponse.newBuilder()
                .setValue(catalog.find(database(r), name(r)).isPresent())
                .build());
    answer(getShowCollectionsMethod(), r -> catalog.show(database(r)));
    answerFor(getDescribeCollectionMethod(), (c, r) -> c.description());
    answerFor(getGetCollectionStatisticsMethod(), (c, r) -> statistics(c.table()));
    runFor(getCreateIndexMethod(), (c, r) -> c.indexes().create(c.schema(), r, clock.next()));
    runFor(getDropIndexMethod(), (c, r) -> c.indexes().drop(r, c.loading().isWanted()));
    answerFor(getDescribeIndexMethod(), (c, r) -> c.indexes().describe(c, r));
  }

  private static GetCollectionStatisticsResponse statistics(Table table) {
    String rows = String.valueOf(table.flushedRows());
    return GetCollectionStatisticsResponse.newBuilder()
        .addStats(KeyValuePair.newBuilder().setKey("row_count").setValue(rows))
        .build();
  }

  private void addLoading() {
    runFor(getLoadCollectionMethod(), (c, r) -> c.load(faults.loadTime()));
    runFor(getReleaseCollectionMethod(), (c, r) -> c.loading().release());
    answer(getGetLoadStateMethod(), this::loadState);
    answerFor(getGetLoadingProgressMethod(), (c, r) -> c.loading().describe());
  }

  private GetLoadStateResponse loadState(GetLoadStateRequest request) {
    var found = catalog.find(database(request), name(request));
    LoadState state = found.map(c -> c.loading().state()).orElse(LoadState.LoadStateNotExist);
    return GetLoadStateResponse.newBuilder().setState(state).build();
  }

  private void addRows() {
    answerFor(getInsertMethod(), writes::insert);
    answerFor(getUpsertMethod(), writes::upsert);
    answerFor(getDeleteMethod(), writes::delete);
    answerFor(getQueryMethod(), queries::query);
    answerFor(getSearchMethod(), searches::search);
    answer(getFlushMethod(), this::flush);
    answer(
        getGetFlushStateMethod(), r -> GetFlushStateResponse.newBuilder().setFlushed(true).build());
  }

  /** There are no segments; but clients take the absence of a list for a failure. */
  private FlushResponse flush(FlushRequest request) {
    FlushResponse.Builder response = FlushResponse.newBuilder();
    for (String name : request.getCollectionNamesList()) {
      catalog.get(database(request), name).table().flush();
      response.putCollSegIDs(name, LongArray.getDefaultInstance());
      response.putFlushCollSegIDs(name, LongArray.getDefaultInstance());
      response.putCollFlushTs(name, clock.next());
    }
    return response.build();
  }
}
