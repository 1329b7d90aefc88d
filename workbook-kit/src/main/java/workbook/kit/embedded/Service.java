package workbook.kit.embedded;

import static io.milvus.grpc.MilvusServiceGrpc.*;

import com.google.protobuf.Message;
import io.milvus.grpc.*;
import io.milvus.shaded.io.grpc.Context;
import io.milvus.shaded.io.grpc.Metadata;
import io.milvus.shaded.io.grpc.MethodDescriptor;
import io.milvus.shaded.io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.milvus.shaded.io.grpc.ServerCall;
import io.milvus.shaded.io.grpc.ServerCallHandler;
import io.milvus.shaded.io.grpc.ServerMethodDefinition;
import io.milvus.shaded.io.grpc.ServerServiceDefinition;
import io.milvus.shaded.io.grpc.StatusRuntimeException;
import io.milvus.shaded.io.grpc.stub.ServerCallStreamObserver;
import io.milvus.shaded.io.grpc.stub.ServerCalls;
import io.milvus.shaded.io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
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
  static final String VERSION = "v2.6.0-embedded";

  private static final Logger LOG = LoggerFactory.getLogger(Service.class);

  private final Clock clock = new Clock();
  private final Catalog catalog = new Catalog();
  private final Writes writes = new Writes(clock);
  private final Reads reads;
  private final Map<String, ServerMethodDefinition<?, ?>> methods = new HashMap<>();
  private final Faults faults;
  private final Executor workers;

  Service(Faults faults, Executor workers) {
    reads = new Reads(clock, faults);
    this.faults = faults;
    this.workers = workers;
    getServiceDescriptor().getMethods().forEach(this::addAbsent);
    addIdentity();
    addDatabases();
    addCollections();
    addLoading();
    addRows();
  }

  /** The whole service of Milvus; what is not there says so. */
  ServerServiceDefinition definition() {
    var definition = ServerServiceDefinition.builder(getServiceDescriptor());
    methods.values().forEach(method -> definition.addMethod(method));
    return definition.build();
  }

  private <Q, R> void add(MethodDescriptor<Q, R> method, ServerCallHandler<Q, R> handler) {
    methods.put(method.getBareMethodName(), ServerMethodDefinition.create(method, handler));
  }

  private <Q, R> void addAbsent(MethodDescriptor<Q, R> method) {
    var refusal = Refusal.absent("the call " + method.getBareMethodName()).getStatus();
    add(
        method,
        (call, headers) -> {
          call.close(refusal, new Metadata());
          return new ServerCall.Listener<>() {};
        });
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
    add(method, ServerCalls.asyncUnaryCall(handler));
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
      response = response(method, "status", refused.status());
    } catch (StatusRuntimeException failed) {
      out.onError(failed);
      return;
    } catch (RuntimeException | StackOverflowError defect) {
      LOG.error("a request could not be answered", defect);
      MilvusError error = MilvusError.unexpected("internal error: %s", defect);
      response = response(method, "status", error.status());
    }
    out.onNext(response);
    out.onCompleted();
  }

  /** A response of the method's type, with nothing in it but one field, or that value itself. */
  @SuppressWarnings("unchecked") // the prototype of a method's response is of that type
  private static <R> R response(MethodDescriptor<?, R> method, String field, Object value) {
    var marshaller = (PrototypeMarshaller<R>) method.getResponseMarshaller();
    Message prototype = (Message) marshaller.getMessagePrototype();
    if (prototype.getClass().isInstance(value)) {
      return (R) value;
    }
    var descriptor = prototype.getDescriptorForType().findFieldByName(field);
    return (R) prototype.newBuilderForType().setField(descriptor, value).build();
  }

  /** Answers with this one field of the response. */
  private <Q, R> void tell(MethodDescriptor<Q, R> method, String field, Function<Q, ?> value) {
    answer(method, request -> response(method, field, value.apply(request)));
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
    answer(method, request -> work.apply(collection(request), request));
  }

  private <Q extends Message> void runFor(
      MethodDescriptor<Q, Status> method, BiConsumer<StoredCollection, Q> work) {
    run(method, request -> work.accept(collection(request), request));
  }

  private StoredCollection collection(Message request) {
    return catalog.get(database(request), text(request, "collection_name"));
  }

  /** The database that a request names, or else its connection. */
  private static String database(Message request) {
    String named = text(request, "db_name");
    String chosen = named.isEmpty() ? Identity.DATABASE.get() : named;
    return chosen == null || chosen.isEmpty() ? Catalog.DEFAULT : chosen;
  }

  private static String text(Message request, String field) {
    return (String) request.getField(request.getDescriptorForType().findFieldByName(field));
  }

  private void addIdentity() {
    tell(getGetVersionMethod(), "version", r -> VERSION);
    tell(getCheckHealthMethod(), "isHealthy", r -> true);
    tell(getAllocTimestampMethod(), "timestamp", r -> clock.next());
    ServerInfo info =
        ServerInfo.newBuilder().setBuildTags(VERSION).setDeployMode("STANDALONE").build();
    answer(
        getConnectMethod(),
        r -> ConnectResponse.newBuilder().setServerInfo(info).setIdentifier(clock.next()).build());
  }

  private void addDatabases() {
    run(getCreateDatabaseMethod(), r -> catalog.createDatabase(r.getDbName()));
    run(getDropDatabaseMethod(), r -> catalog.dropDatabase(r.getDbName()));
    tell(getListDatabasesMethod(), "db_names", r -> catalog.databases());
  }

  private void addCollections() {
    run(
        getCreateCollectionMethod(),
        r -> catalog.add(StoredCollection.create(database(r), r, clock)));
    run(getDropCollectionMethod(), r -> catalog.drop(database(r), r.getCollectionName()));
    tell(
        getHasCollectionMethod(),
        "value",
        r -> catalog.find(database(r), r.getCollectionName()).isPresent());
    tell(getShowCollectionsMethod(), "collection_names", r -> catalog.names(database(r)));
    answerFor(getDescribeCollectionMethod(), (c, r) -> c.description());
    tell(getGetCollectionStatisticsMethod(), "stats", r -> statistics(collection(r)));
    runFor(getCreateIndexMethod(), (c, r) -> c.indexes().create(c.schema(), r));
    runFor(getDropIndexMethod(), (c, r) -> c.indexes().drop(c, r));
    answerFor(getDescribeIndexMethod(), (c, r) -> c.indexes().describe(c, r));
  }

  private static List<KeyValuePair> statistics(StoredCollection collection) {
    String rows = String.valueOf(collection.table().flushedRows());
    return new Parameters(Map.of("row_count", rows)).pairs();
  }

  private void addLoading() {
    runFor(getLoadCollectionMethod(), (c, r) -> c.load(faults.slow(Effect.Work.LOADS)));
    runFor(getReleaseCollectionMethod(), (c, r) -> c.loading().release());
    tell(getGetLoadStateMethod(), "state", r -> loadState(r).getValueDescriptor());
    tell(getGetLoadingProgressMethod(), "progress", r -> collection(r).loading().progress());
  }

  private LoadState loadState(GetLoadStateRequest request) {
    var found = catalog.find(database(request), request.getCollectionName());
    return found.map(c -> c.loading().state()).orElse(LoadState.LoadStateNotExist);
  }

  private void addRows() {
    answerFor(getInsertMethod(), writes::insert);
    answerFor(getUpsertMethod(), writes::upsert);
    answerFor(getDeleteMethod(), writes::delete);
    answerFor(getQueryMethod(), reads::query);
    answerFor(getSearchMethod(), (c, r) -> Searches.search(reads, c, r));
    answer(getFlushMethod(), this::flush);
    tell(getGetFlushStateMethod(), "flushed", r -> true);
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
