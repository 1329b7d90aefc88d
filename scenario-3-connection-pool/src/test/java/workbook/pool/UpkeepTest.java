package workbook.pool;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static workbook.pool.PoolConfig.Timing.KEEP_ALIVE;
import static workbook.pool.PoolConfig.Timing.LEAK_THRESHOLD;
import static workbook.pool.PoolConfig.Timing.MAX_LIFETIME;
import static workbook.pool.PoolConfig.Timing.REPAIR_BACKOFF;
import static workbook.pool.PoolConfig.Timing.REPAIR_BACKOFF_CAP;
import static workbook.pool.PoolConfig.Timing.VALIDATE_AFTER_IDLE;
import static workbook.pool.ScriptedFactory.fails;
import static workbook.pool.ScriptedFactory.succeeds;
import static workbook.pool.ScriptedFactory.waitsFor;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.pool.ScriptedFactory.Connection;

/** Validation, keep-alive, lifetime, leaks, resizing: what a pool does while nobody looks. */
class UpkeepTest extends PoolFixture {

  /** Moves time on in steps of the scheduler's sweeps, letting each sweep happen. */
  private void pass(Duration total, Duration step) {
    for (long left = total.toNanos(); left > 0; left -= step.toNanos()) {
      awaitSweep();
      time.advance(step);
    }
    awaitSweep();
  }

  /** A sweep ends by asking for the next one. */
  private void awaitSweep() {
    await().until(() -> time.hasTaskIn(config.sweepNanos()));
  }

  @Test
  @DisplayName("a connection that was used lately is lent without a check")
  void freshConnectionIsNotChecked() throws Exception {
    open(PoolConfig.ofSize(1).with(VALIDATE_AFTER_IDLE, ofSeconds(4)));
    for (int i = 0; i < 10; i++) {
      pool.borrow(ZERO).close();
      pass(ofSeconds(2), ofSeconds(1));
    }
    assertThat(factory.opened.get(0).checks).hasValue(0);
  }

  @Test
  @DisplayName("a connection that was idle for long is checked when it is lent, once")
  void idleConnectionIsChecked() throws Exception {
    open(PoolConfig.ofSize(1).with(VALIDATE_AFTER_IDLE, ofSeconds(4)));
    pass(ofSeconds(8), ofSeconds(1));

    pool.borrow(ofSeconds(1)).close();
    assertThat(factory.opened.get(0).checks).hasValue(1);
    pool.borrow(ofSeconds(1)).close();
    assertThat(factory.opened.get(0).checks).hasValue(1);
  }

  @Test
  @DisplayName("zero means: check on every borrow")
  void checksAlways() throws Exception {
    open(PoolConfig.ofSize(1).with(VALIDATE_AFTER_IDLE, ZERO));

    pool.borrow(ofSeconds(1)).close();
    pool.borrow(ofSeconds(1)).close();

    assertThat(factory.opened.get(0).checks).hasValue(2);
  }

  @Test
  @DisplayName(
      "a connection that fails its check is replaced, and the borrow goes on with another one")
  void failedCheckCostsNoBorrow() throws Exception {
    factory.checking(fails("no answer"));
    open(PoolConfig.ofSize(2).with(VALIDATE_AFTER_IDLE, ZERO));
    awaitIdle(2);

    Lease<Connection> lease = pool.borrow(ofSeconds(1));

    assertThat(lease.connection().isClosed()).isFalse();
    await().until(() -> pool.stats().opened() == 3);
    assertThat(pool.stats().borrowed()).as("once in vain").isEqualTo(2);
    assertThat(pool.stats().invalidated()).isEqualTo(1);
    lease.close();
  }

  @Test
  @DisplayName("no time left for a check: the borrow ends, the check follows in the background")
  void noTimeToCheck() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    factory.checking(waitsFor(answer));
    open(PoolConfig.ofSize(1).with(VALIDATE_AFTER_IDLE, ofSeconds(4)));
    pass(ofSeconds(8), ofSeconds(1));

    assertThatThrownBy(() -> pool.borrow(ZERO)).isInstanceOf(PoolException.class);
    answer.countDown();

    awaitIdle(1);
    assertThat(factory.opened.get(0).checks).hasValue(1);
    pool.borrow(ZERO).close();
    assertThat(pool.stats().borrowed()).as("once in vain").isEqualTo(2);
  }

  @Test
  @DisplayName(
      "a borrow without time for a check takes one connection out, not one after the other")
  void noTimeToCheckCostsOneConnection() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    factory.checking(waitsFor(answer), waitsFor(answer), waitsFor(answer));
    open(PoolConfig.ofSize(3).with(VALIDATE_AFTER_IDLE, ofSeconds(4)));
    awaitIdle(3);
    pass(ofSeconds(8), ofSeconds(1));

    assertThatThrownBy(() -> pool.borrow(ZERO)).isInstanceOf(PoolException.class);

    assertThat(pool.stats().idle()).isEqualTo(2);
    answer.countDown();
    awaitIdle(3);
  }

  @Test
  @DisplayName("a failed check is the cause that a borrower is told when nothing is usable")
  void failedCheckIsTheCause() throws Exception {
    CountDownLatch hung = new CountDownLatch(1);
    factory.opening(succeeds(), waitsFor(hung)).checking(fails("no answer"));
    open(PoolConfig.ofSize(1).with(VALIDATE_AFTER_IDLE, ZERO));
    var borrower = Borrower.waitingFor(pool, ofMillis(50));

    time.advance(ofMillis(50));

    assertThatThrownBy(borrower::result)
        .isInstanceOf(ConnectionUnavailableException.class)
        .hasMessageContaining("no answer");
    hung.countDown();
  }

  @Test
  @DisplayName("a check that outlasts the borrower's deadline does not condemn the connection")
  void lateCheckIsInconclusive() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    factory.checking(
        () -> {
          time.advance(ofSeconds(2));
          throw new Exception("too slow");
        },
        waitsFor(answer));
    open(PoolConfig.ofSize(1).with(VALIDATE_AFTER_IDLE, ZERO));

    assertThatThrownBy(() -> pool.borrow(ofSeconds(1))).isInstanceOf(PoolException.class);
    answer.countDown();

    awaitIdle(1);
    assertThat(factory.opened).hasSize(1);
    assertThat(pool.stats().invalidated()).isZero();
  }

  @Test
  @DisplayName("a borrower that is interrupted during the check loses nothing")
  void interruptedCheckLosesNothing() throws Exception {
    factory.checking(waitsFor(new CountDownLatch(1)));
    open(PoolConfig.ofSize(1).with(VALIDATE_AFTER_IDLE, ZERO));
    var borrower = Borrower.doing(() -> pool.borrow(ofSeconds(1)));
    await().until(() -> factory.opened.get(0).checks.get() == 1);

    borrower.interrupt();

    assertThatThrownBy(borrower::result).isInstanceOf(InterruptedException.class);
    awaitIdle(1);
    assertThat(factory.opened).hasSize(1);
    assertThat(factory.opened.get(0).checks).as("checked again in the background").hasValue(2);
    assertThat(pool.stats().borrowed()).as("in vain").isEqualTo(1);
  }

  @Test
  @DisplayName("keep-alive checks idle connections in the background and replaces dead ones")
  void keepAlive() throws Exception {
    open(
        PoolConfig.ofSize(1)
            .with(KEEP_ALIVE, ofSeconds(4))
            .with(VALIDATE_AFTER_IDLE, ofMinutes(1)));
    pass(ofSeconds(6), ofSeconds(1));
    await().untilAsserted(() -> assertThat(factory.opened.get(0).checks).hasValue(1));
    awaitIdle(1);

    factory.checking(fails("no answer"));
    pass(ofSeconds(6), ofSeconds(1));
    await().untilAsserted(() -> assertThat(factory.opened.get(0).closes).hasValue(1));
    awaitIdle(1);
    assertThat(factory.opened).hasSize(2);
  }

  @Test
  @DisplayName("keep-alive leaves half of the idle connections to the borrowers, even if it hangs")
  void keepAliveLeavesHalf() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    factory.checking(waitsFor(answer), waitsFor(answer), waitsFor(answer), waitsFor(answer));
    open(
        PoolConfig.ofSize(4)
            .with(KEEP_ALIVE, ofSeconds(4))
            .with(VALIDATE_AFTER_IDLE, ofMinutes(1)));
    awaitIdle(4);

    pass(ofSeconds(9), ofSeconds(1));
    assertThat(pool.stats().idle()).isEqualTo(2);

    pass(ofSeconds(9), ofSeconds(1));
    assertThat(pool.stats().idle()).as("while they hang").isEqualTo(2);
    answer.countDown();
    awaitIdle(4);
    pass(ofSeconds(9), ofSeconds(1));
    await()
        .untilAsserted(
            () -> assertThat(factory.opened).allMatch(connection -> connection.checks.get() > 0));
  }

  @Test
  @DisplayName("while the check of one connection hangs, keep-alive checks another")
  void keepAliveGoesOn() throws Exception {
    open(
        PoolConfig.ofSize(4)
            .with(KEEP_ALIVE, ofSeconds(4))
            .with(VALIDATE_AFTER_IDLE, ofMinutes(1)));
    awaitIdle(4);
    for (int first = 0; first < 4; first++) {
      CountDownLatch answer = new CountDownLatch(1);
      factory.checking(waitsFor(answer), waitsFor(answer));
      List<Lease<Connection>> leases = borrowAll(4);
      leases.remove(first).close();
      pass(ofSeconds(6), ofSeconds(1));
      assertThat(pool.stats().idle()).as("while the first one hangs").isZero();
      leases.forEach(Lease::close);
      pass(ofSeconds(6), ofSeconds(1));
      assertThat(pool.stats().idle()).as("while another one hangs, too").isEqualTo(2);
      answer.countDown();
      awaitIdle(4);
    }
  }

  @Test
  @DisplayName("connections are replaced at the end of their lifetime, not all at the same moment")
  void lifetimesAreSpread() throws Exception {
    open(
        PoolConfig.ofSize(20)
            .with(MAX_LIFETIME, ofMinutes(10))
            .with(VALIDATE_AFTER_IDLE, ofMinutes(60)));
    awaitIdle(20);
    pass(ofMinutes(9).minusSeconds(1), ofSeconds(30));
    assertThat(factory.attempts).hasValue(20);

    // Each has its own limit in the last minute, by chance: all in one half of it is one in a
    // million.
    pass(ofSeconds(30), ofSeconds(1));
    awaitIdle(20);
    assertThat(factory.attempts.get()).isBetween(21, 39);
    pass(ofSeconds(35), ofSeconds(1));
    await().until(() -> factory.attempts.get() >= 40);
  }

  @Test
  @DisplayName(
      "a connection that is leased at the end of its lifetime is replaced when it comes back")
  void leasedConnectionOutlivesItsLifetime() throws Exception {
    open(PoolConfig.ofSize(1).with(MAX_LIFETIME, ofMinutes(10)));
    Lease<Connection> lease = pool.borrow(ZERO);
    pass(ofMinutes(11), ofSeconds(30));
    assertThat(lease.connection().isClosed()).isFalse();

    lease.close();

    await().untilAsserted(() -> assertThat(factory.opened.get(0).closes).hasValue(1));
    awaitIdle(1);
  }

  @Test
  @DisplayName("rotation replaces idle connections now and leased ones when they come back")
  void rotates() throws Exception {
    openFull(2);
    Lease<Connection> lease = pool.borrow(ZERO);
    Connection old = lease.connection();

    pool.rotate();
    await().until(() -> factory.opened.size() == 3);
    assertThat(old.isClosed()).isFalse();
    lease.close();

    await().until(() -> factory.opened.size() == 4);
    awaitIdle(2);
    assertThat(factory.opened.subList(0, 2)).allMatch(Connection::isClosed);
  }

  @Test
  @DisplayName("a lease that is out for too long is reported once, with its borrower's stack")
  void leaksAreReported() throws Exception {
    List<PoolEvent.Leaked> leaks = new CopyOnWriteArrayList<>();
    open(
        PoolConfig.ofSize(2)
            .with(LEAK_THRESHOLD, ofSeconds(30))
            .withListener(
                event -> {
                  if (event instanceof PoolEvent.Leaked leak) {
                    leaks.add(leak);
                  }
                }));
    awaitIdle(2);
    Lease<Connection> forgotten = pool.borrow(ZERO);
    pool.borrow(ZERO).close();

    pass(ofMinutes(2), ofSeconds(1));

    assertThat(leaks).hasSize(1);
    assertThat(leaks.get(0).borrowedAt().getStackTrace())
        .anyMatch(frame -> frame.getMethodName().equals("leaksAreReported"));
    assertThat(pool.stats().leaked()).isEqualTo(1);
    forgotten.close();
  }

  @Test
  @DisplayName("a pool can grow: the new connections are opened in the background")
  void grows() throws Exception {
    openFull(1);

    pool.resize(3);

    awaitIdle(3);
    assertThat(pool.stats().size()).isEqualTo(3);
  }

  @Test
  @DisplayName("a pool can shrink: idle connections go at once, leased ones when they come back")
  void shrinks() throws Exception {
    openFull(3);
    List<Lease<Connection>> leases = borrowAll(2);

    pool.resize(1);
    await().until(() -> pool.stats().closed() == 1);
    PoolStats stats = pool.stats();
    assertThat(stats.size()).isEqualTo(1);
    assertThat(stats.surplus()).isEqualTo(1);
    assertThat(stats.idle() + stats.leased() + stats.repairing())
        .isEqualTo(stats.size() + stats.surplus());
    leases.forEach(Lease::close);

    await().until(() -> pool.stats().closed() == 2);
    awaitIdle(1);
    assertThat(pool.stats().surplus()).isZero();
    assertThat(pool.stats().borrowed()).isEqualTo(2);
    assertThat(factory.open).hasValue(1);
  }

  @Test
  @DisplayName("the cap of the back-off bounds the first pause, too")
  void backoffCapIsTheLongestPause() throws Exception {
    factory.opening(fails("refused"));
    open(
        PoolConfig.ofSize(1)
            .withStart(PoolConfig.Start.KEEP_TRYING)
            .with(REPAIR_BACKOFF, ofSeconds(2))
            .with(REPAIR_BACKOFF_CAP, ofMillis(100)));
    awaitPutOff(1);

    time.advance(ofMillis(100));

    awaitIdle(1);
  }
}
