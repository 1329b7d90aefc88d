package workbook.pool.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static workbook.pool.PoolConfig.Timing.BORROW_DEADLINE;

import eu.rekawek.toxiproxy.model.ToxicDirection;
import io.milvus.v2.client.MilvusClientV2;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import workbook.kit.server.MilvusServer.Kind;
import workbook.kit.server.RealMilvus;
import workbook.pool.ConnectionPool;
import workbook.pool.ConnectionUnavailableException;
import workbook.pool.HealthMonitor;
import workbook.pool.HealthRecord;
import workbook.pool.MilvusErrors;
import workbook.pool.MilvusPools;
import workbook.pool.MilvusSettings;
import workbook.pool.PoolConfig;

/**
 * Outages of a real server under load. Each ends with the same two promises: the first call
 * succeeds within a second of the server answering again, and the pool is whole within three.
 */
@RealMilvus(Kind.DOCKER)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutageIT {

  private static final int SIZE = 10;
  private static final int CALLERS = 20;

  /** A thing to do that may fail. */
  private interface Step {
    void run() throws Exception;
  }

  private MilvusBehindProxy milvus;

  @BeforeAll
  void start() throws Exception {
    milvus = MilvusBehindProxy.start();
  }

  @AfterAll
  void stop() {
    milvus.close();
  }

  @AfterEach
  void heal() throws Exception {
    milvus.heal();
  }

  private MilvusSettings settings() {
    return MilvusSettings.of(milvus.uri())
        .withDeadlines(Duration.ofSeconds(2), Duration.ofSeconds(2));
  }

  private ConnectionPool<MilvusClientV2> openPool() {
    ConnectionPool<MilvusClientV2> pool =
        MilvusPools.open(
            settings(), PoolConfig.ofSize(SIZE).with(BORROW_DEADLINE, Duration.ofSeconds(1)));
    await().until(() -> pool.stats().idle() == SIZE);
    return pool;
  }

  /** An outage of that length under load, and what must be true after it. */
  private void survives(String what, Duration length, Step breaks, Step heals) throws Exception {
    try (ConnectionPool<MilvusClientV2> pool = openPool();
        Load load = Load.of(pool, CALLERS)) {
      await().until(() -> load.successes() > 100);
      breaks.run();
      long broken = System.nanoTime();
      await()
          .pollInterval(Duration.ofMillis(50))
          .until(() -> System.nanoTime() - broken > length.toNanos());

      heals.run();
      long healed = System.nanoTime();
      await(what + ": first success")
          .atMost(Duration.ofSeconds(20))
          .pollInterval(Duration.ofMillis(5))
          .until(() -> load.succeededSince(healed));
      Duration firstSuccess = since(healed);
      await(what + ": whole")
          .atMost(Duration.ofSeconds(20))
          .pollInterval(Duration.ofMillis(5))
          .until(() -> pool.stats().repairing() == 0);
      Duration whole = since(healed);
      System.out.printf(
          "%s for %d ms: first success after %d ms, whole after %d ms; %s%n",
          what, length.toMillis(), firstSuccess.toMillis(), whole.toMillis(), pool.stats());

      assertThat(firstSuccess).as(what + ": first success").isLessThan(Duration.ofSeconds(1));
      assertThat(whole).as(what + ": whole").isLessThan(Duration.ofSeconds(3));
      assertThat(load.failures())
          .as("every failure has a type that tells what to do")
          .allMatch(Failures::isTyped);
    }
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Test
  @DisplayName("cut: connections break, new ones are refused")
  void cut() throws Exception {
    survives("cut", Duration.ofSeconds(5), milvus::cut, milvus::heal);
  }

  @Test
  @DisplayName("black hole: connections stay, nothing gets through")
  void blackHole() throws Exception {
    survives("black hole", Duration.ofSeconds(5), milvus::blackHole, milvus::heal);
  }

  @Test
  @DisplayName("pause: the server freezes")
  void pause() throws Exception {
    survives("pause", Duration.ofSeconds(5), milvus::pause, milvus::unpause);
  }

  @Test
  @DisplayName("replacement: the server goes, another one comes")
  void replacement() throws Exception {
    survives(
        "replacement",
        Duration.ofSeconds(1),
        milvus::takeDown,
        () -> milvus.bringUp("milvus-" + System.nanoTime()));
  }

  @Test
  @DisplayName("a short cut costs a moment")
  void shortCut() throws Exception {
    survives("short cut", Duration.ofMillis(200), milvus::cut, milvus::heal);
  }

  @Test
  @DisplayName("a monitor sees outage and recovery within an interval and the probe's deadline")
  void monitorSeesOutages() throws Exception {
    HealthMonitor.Config config = HealthMonitor.Config.every(Duration.ofMillis(200));
    try (HealthMonitor monitor = MilvusPools.monitor(settings(), config)) {
      monitor.start();
      await().until(() -> isUp(monitor));
      seesInTime("cut", monitor, config, milvus::cut);
      seesInTime("black hole", monitor, config, milvus::blackHole);
    }
  }

  private void seesInTime(
      String what, HealthMonitor monitor, HealthMonitor.Config config, Step breaks)
      throws Exception {
    Duration promised = config.interval().plus(config.probeDeadline());
    Duration inTime = promised.plusMillis(500); // for a busy machine
    breaks.run();
    long broken = System.nanoTime();
    await().atMost(inTime).pollInterval(Duration.ofMillis(5)).until(() -> !isUp(monitor));
    Duration seen = since(broken);
    milvus.heal();
    long healed = System.nanoTime();
    await().atMost(inTime).pollInterval(Duration.ofMillis(5)).until(() -> isUp(monitor));
    System.out.printf(
        "monitor, %s: seen after %d ms, recovery after %d ms, %d ms promised%n",
        what, seen.toMillis(), since(healed).toMillis(), promised.toMillis());
  }

  private static boolean isUp(HealthMonitor monitor) {
    return monitor.last(1).stream()
        .anyMatch(record -> record.verdict() != HealthRecord.Verdict.UNHEALTHY);
  }

  @Test
  @DisplayName("latency: every call is late, none fails, nothing is replaced")
  void latency() throws Exception {
    try (ConnectionPool<MilvusClientV2> pool = openPool();
        Load load = Load.of(pool, CALLERS)) {
      milvus.proxy().toxics().latency("slow", ToxicDirection.DOWNSTREAM, 100);
      long before = load.successes();
      await().atMost(Duration.ofSeconds(20)).until(() -> load.successes() > before + 200);

      assertThat(load.failures()).isEmpty();
      assertThat(pool.stats().invalidated()).isZero();
    }
  }

  @Test
  @DisplayName("slow close: closing a pool whose peer does not hang up is bounded")
  void slowClose() throws Exception {
    milvus.proxy().toxics().slowClose("lingers", ToxicDirection.DOWNSTREAM, 60_000);
    ConnectionPool<MilvusClientV2> pool = openPool();
    long start = System.nanoTime();

    assertThat(pool.close(Duration.ZERO)).isTrue();

    assertThat(since(start)).isLessThan(Duration.ofSeconds(6));
  }

  @Test
  @DisplayName("refused at the start: told within a second, with the reason")
  void refusedAtTheStart() throws Exception {
    milvus.cut();
    long start = System.nanoTime();

    assertThatThrownBy(() -> MilvusPools.open(settings(), PoolConfig.ofSize(2)))
        .isInstanceOf(ConnectionUnavailableException.class)
        .satisfies(
            e ->
                assertThat(MilvusErrors.classify(e))
                    .isEqualTo(MilvusErrors.Kind.BROKEN_CONNECTION));

    assertThat(since(start)).isLessThan(Duration.ofSeconds(1));
  }
}
