package workbook.pool;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static workbook.pool.PoolConfig.Timing.CLOSE_DEADLINE;
import static workbook.pool.PoolConfig.Timing.REPAIR_BACKOFF;
import static workbook.pool.PoolConfig.Timing.REPAIR_BACKOFF_CAP;
import static workbook.pool.ScriptedFactory.fails;
import static workbook.pool.ScriptedFactory.succeeds;
import static workbook.pool.ScriptedFactory.waitsFor;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.pool.ScriptedFactory.Connection;

/** Starting, failing, repairing: no slot is ever lost. */
class RepairTest extends PoolFixture {

  @Test
  @DisplayName("a fail-fast start throws the cause and leaves nothing running")
  void failsFast() {
    factory.opening(fails("connection refused"));

    assertThatThrownBy(() -> open(PoolConfig.ofSize(3)))
        .isInstanceOf(ConnectionUnavailableException.class)
        .hasMessageContaining("connection refused")
        .hasCauseInstanceOf(ScriptedFactory.Refused.class);

    assertThat(factory.attempts).hasValue(1);
    awaitNoPoolThreads();
  }

  @Test
  @DisplayName("a start that keeps trying returns at once and fills the pool when the server comes")
  void keepsTrying() throws Exception {
    factory.opening(fails("refused"), fails("refused"));
    open(
        PoolConfig.ofSize(2)
            .withStart(PoolConfig.Start.KEEP_TRYING)
            .with(REPAIR_BACKOFF, ofMillis(50))
            .with(REPAIR_BACKOFF_CAP, ofSeconds(1)));
    awaitPutOff(2);
    var waiter = Borrower.waitingFor(pool, ofSeconds(5));

    time.advance(ofMillis(50));

    waiter.result().close();
    awaitIdle(2);
  }

  @Test
  @DisplayName("a long outage shrinks nothing: when the server is back, every slot is")
  void outageLosesNoSlot() throws Exception {
    openFull(3);
    factory.otherwise(fails("refused"));
    for (Lease<Connection> lease : borrowAll(3)) {
      lease.invalidate(new Exception("cut"));
      lease.close();
    }
    for (int i = 0; i < 20; i++) {
      int before = factory.attempts.get();
      await().until(() -> factory.attempts.get() > before || advanced(ofSeconds(1)));
    }
    assertThat(pool.stats().repairing()).isEqualTo(3);
    assertThatThrownBy(() -> pool.borrow(ZERO)).isInstanceOf(ConnectionUnavailableException.class);

    factory.otherwise(succeeds());
    await().until(() -> advanced(ofSeconds(1)) || pool.stats().idle() == 3);
    assertThat(factory.open).hasValue(3);
  }

  private boolean advanced(Duration by) {
    time.advance(by);
    return false;
  }

  @Test
  @DisplayName(
      "pauses double up to the cap, up to half of each by chance, and begin anew after success")
  void repairBacksOff() throws Exception {
    openFull(1);
    List<Duration> longest =
        Stream.of(50, 100, 200, 400, 800, 1_000, 1_000).map(Duration::ofMillis).toList();
    factory.otherwise(fails("refused"));
    breakOne();
    for (int failures = 1; failures <= longest.size(); failures++) {
      awaitPutOff(failures);
      if (failures == longest.size()) {
        factory.otherwise(succeeds());
      }
      time.advance(longest.get(failures - 1));
    }
    awaitIdle(1);
    factory.otherwise(fails("refused again"));
    breakOne();
    awaitPutOff(longest.size() + 1);

    List<Duration> pauses = time.delaysBelow(ofSeconds(1));
    for (int i = 0; i < longest.size(); i++) {
      assertThat(pauses.get(i)).isBetween(longest.get(i).dividedBy(2), longest.get(i));
    }
    assertThat(pauses).isNotEqualTo(longest);
    assertThat(pauses.get(pauses.size() - 1)).isBetween(ofMillis(25), ofMillis(50));
  }

  private void breakOne() throws InterruptedException {
    Lease<Connection> lease = pool.borrow(ZERO);
    lease.invalidate(new Exception("cut"));
    lease.close();
  }

  @Test
  @DisplayName("one opening that hangs delays no other slot")
  void hungOpeningDelaysNobody() throws Exception {
    CountDownLatch hung = new CountDownLatch(1);
    factory.opening(succeeds(), waitsFor(hung));
    open(PoolConfig.ofSize(4));

    awaitIdle(3);
    assertThat(pool.stats().repairing()).isEqualTo(1);
    hung.countDown();
    awaitIdle(4);
  }

  @Test
  @DisplayName("openings that hang delay no check and no close")
  void hungOpeningsDelayNothingElse() throws Exception {
    CountDownLatch hung = new CountDownLatch(1);
    factory.opening(succeeds(), succeeds());
    factory.opening(waitsFor(hung), waitsFor(hung), waitsFor(hung), waitsFor(hung));
    open(PoolConfig.ofSize(6));
    awaitIdle(2);

    Lease<Connection> lease = pool.borrow(ZERO);
    lease.suspect();
    lease.close();
    awaitIdle(2);
    pool.rotate();
    await().until(() -> pool.stats().closed() == 2);

    hung.countDown();
    awaitIdle(6);
  }

  @Test
  @DisplayName("the replacement is opened after the close, so that never more than size are open")
  void closesBeforeItOpens() throws Exception {
    CountDownLatch slowClose = new CountDownLatch(1);
    factory.closing(waitsFor(slowClose));
    openFull(1);
    Lease<Connection> lease = pool.borrow(ZERO);
    lease.invalidate(new Exception("cut"));
    lease.close();

    await().until(() -> pool.stats().closing() == 1);
    assertThat(factory.attempts).hasValue(1);
    slowClose.countDown();

    awaitIdle(1);
    assertThat(factory.mostOpen).hasValue(1);
  }

  @Test
  @DisplayName("a close that hangs holds its slot only for the close deadline")
  void hungCloseIsLeftBehind() throws Exception {
    CountDownLatch hung = new CountDownLatch(1);
    factory.closing(waitsFor(hung));
    open(PoolConfig.ofSize(1).with(CLOSE_DEADLINE, ofSeconds(5)));
    Lease<Connection> lease = pool.borrow(ZERO);
    lease.invalidate(new Exception("cut"));
    lease.close();
    await().until(() -> pool.stats().closing() == 1);

    time.advance(ofSeconds(5));

    awaitIdle(1);
    assertThat(pool.stats().closing()).isEqualTo(1);
    hung.countDown();
    await().until(() -> pool.stats().closing() == 0);
  }

  @Test
  @DisplayName("even an Error while opening loses no slot")
  void errorsAreRepairedToo() throws Exception {
    factory.opening(
        () -> {
          throw new NoClassDefFoundError("org/slf4j/LoggerFactory");
        });
    open(PoolConfig.ofSize(1).withStart(PoolConfig.Start.KEEP_TRYING));
    awaitPutOff(1);

    time.advance(ofMillis(50));

    awaitIdle(1);
  }

  @Test
  @DisplayName("a listener that throws, even an Error, does not disturb the pool")
  void listenerMayThrow() throws Exception {
    factory.opening(fails("refused"));
    open(
        PoolConfig.ofSize(2)
            .withStart(PoolConfig.Start.KEEP_TRYING)
            .withListener(
                event -> {
                  throw new AssertionError("listener");
                }));
    awaitPutOff(1);

    time.advance(ofMillis(50));

    awaitIdle(2);
  }
}
