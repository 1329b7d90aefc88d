package workbook.pool;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.milvus.shaded.io.grpc.Status;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.service.collection.request.HasCollectionReq;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import workbook.kit.embedded.EmbeddedMilvus;
import workbook.pool.MilvusErrors.Kind;

/** Whatever the server does, no call outlives its deadline or an interrupt. */
@Tag("maintainer") // it waits for deadlines, which a learner's run must not
class MilvusConnectionFactoryTest extends FastAwaits {

  private final EmbeddedMilvus milvus = EmbeddedMilvus.start();

  /** Long: the deadlines under test must not be the ones that end a call. */
  private final MilvusSettings patient =
      MilvusSettings.of(milvus.uri()).withDeadlines(ofSeconds(60), ofSeconds(60));

  private final MilvusSettings hurried = patient.withDeadlines(ofMillis(200), ofSeconds(60));

  @AfterEach
  void stop() {
    milvus.close();
  }

  private static void assertEndsAtItsDeadline(ThrowingCallable call) {
    long start = System.nanoTime();
    Throwable failure = catchThrowable(call);
    assertThat(MilvusErrors.classify(failure)).as("%s", failure).isEqualTo(Kind.DEADLINE);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(ofSeconds(10));
  }

  @Test
  @DisplayName("opening ends at its deadline when the server is silent")
  void silentServer() {
    milvus.faults().staySilent();

    assertEndsAtItsDeadline(new MilvusConnectionFactory(hurried)::open);
  }

  @Test
  @DisplayName("the check of the database is within that deadline, too, and nothing is left open")
  void slowDatabases() {
    milvus.faults().calls("ListDatabases").delay(ofSeconds(60));

    assertEndsAtItsDeadline(new MilvusConnectionFactory(hurried.withDatabase("default"))::open);

    await().until(() -> milvus.counters().connectionsOpen() == 0);
  }

  @Test
  @DisplayName("a call ends at the deadline of the settings, although the caller has given none")
  void hangingCall() throws Exception {
    MilvusConnectionFactory factory =
        new MilvusConnectionFactory(patient.withDeadlines(ofSeconds(60), ofSeconds(1)));
    MilvusClientV2 connection = factory.open();
    milvus.faults().calls("HasCollection").delay(ofSeconds(60));

    assertEndsAtItsDeadline(() -> hasBooks(connection));

    factory.close(connection);
  }

  @Test
  @DisplayName("a call that fails is not repeated: whether to try again is not for the SDK to say")
  void failingCall() throws Exception {
    MilvusConnectionFactory factory = new MilvusConnectionFactory(patient);
    MilvusClientV2 connection = factory.open();
    milvus.faults().calls("HasCollection").failNext(1, Status.Code.UNAVAILABLE);

    Throwable failure = catchThrowable(() -> hasBooks(connection));

    assertThat(MilvusErrors.classify(failure)).isEqualTo(Kind.BROKEN_CONNECTION);
    assertThat(milvus.counters().calls("HasCollection")).isEqualTo(1);
    factory.close(connection);
  }

  private static boolean hasBooks(MilvusClientV2 connection) {
    return connection.hasCollection(HasCollectionReq.builder().collectionName("books").build());
  }

  @Test
  @DisplayName("a monitor follows credentials that change")
  void monitorFollowsCredentials() {
    try (EmbeddedMilvus guarded = EmbeddedMilvus.start(0, "new")) {
      AtomicReference<MilvusSettings> settings =
          new AtomicReference<>(MilvusSettings.of(guarded.uri()).withToken("old"));
      try (HealthMonitor monitor =
          MilvusPools.monitor(settings::get, HealthMonitor.Config.every(ofMillis(10)))) {
        monitor.start();
        await().until(() -> last(monitor) == HealthRecord.Verdict.UNHEALTHY);
        settings.set(settings.get().withToken("new"));
        await().until(() -> last(monitor) != HealthRecord.Verdict.UNHEALTHY);
      }
    }
  }

  private static HealthRecord.Verdict last(HealthMonitor monitor) {
    return monitor.last(1).stream().map(HealthRecord::verdict).findFirst().orElse(null);
  }

  @Test
  @DisplayName("a check ends at its deadline, long before that of the client's calls")
  void hangingCheck() throws Exception {
    MilvusConnectionFactory factory = new MilvusConnectionFactory(patient);
    MilvusClientV2 connection = factory.open();
    factory.check(connection, ofSeconds(60));
    milvus.faults().calls("GetVersion").delay(ofSeconds(60));

    assertEndsAtItsDeadline(() -> factory.check(connection, ofMillis(200)));

    factory.close(connection);
  }

  @Test
  @DisplayName("an opening that is interrupted ends at once, as Java wants it, and leaves nothing")
  void interruptedOpening() throws Exception {
    milvus.faults().calls("Connect").delay(ofSeconds(60));
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    Thread opener =
        new Thread(
            () -> failure.complete(catchThrowable(new MilvusConnectionFactory(patient)::open)));
    opener.start();
    await().until(() -> milvus.counters().calls("Connect") == 1);

    opener.interrupt();

    assertThat(failure.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    await().until(() -> milvus.counters().connectionsOpen() == 0);
  }

  @Test
  @DisplayName("a probe that found the server hanging finds it well again, on a new connection")
  void probeRecovers() throws Exception {
    MilvusProbe probe = new MilvusProbe(new MilvusConnectionFactory(patient));
    assertThat(probe.look(ofSeconds(60)).complaint()).isNull();

    milvus
        .faults()
        .calls("CheckHealth")
        .delay(ofSeconds(60))
        .during(() -> assertEndsAtItsDeadline(() -> probe.look(ofMillis(200))));

    await().until(() -> milvus.counters().connectionsOpen() == 0);
    assertThat(probe.look(ofSeconds(60)).complaint()).isNull();
    probe.close();
  }
}
