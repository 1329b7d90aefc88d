package workbook.pool;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static workbook.pool.PoolConfig.Timing.BORROW_DEADLINE;
import static workbook.pool.PoolConfig.Timing.PATIENCE;
import static workbook.pool.PoolConfig.Timing.VALIDATE_AFTER_IDLE;
import static workbook.pool.ScriptedFactory.fails;
import static workbook.pool.ScriptedFactory.waitsFor;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.pool.ScriptedFactory.Connection;

/** Borrowing, waiting, returning. */
class BorrowTest extends PoolFixture {

  @Test
  @DisplayName("never lends a connection to two borrowers, and never more than there are")
  void isBounded() throws Exception {
    openFull(3);

    List<Lease<Connection>> leases = borrowAll(3);

    assertThat(leases).extracting(Lease::connection).doesNotHaveDuplicates();
    assertThatThrownBy(() -> pool.borrow(ZERO)).isInstanceOf(PoolExhaustedException.class);
    assertThat(factory.mostOpen).hasValue(3);
  }

  @Test
  @DisplayName("lends a returned connection again instead of opening one")
  void reuses() throws Exception {
    openFull(1);
    Connection first;
    try (Lease<Connection> lease = pool.borrow(ZERO)) {
      first = lease.connection();
    }
    try (Lease<Connection> lease = pool.borrow(ZERO)) {
      assertThat(lease.connection()).isSameAs(first);
    }
    assertThat(factory.attempts).hasValue(1);
  }

  @Test
  @DisplayName("a waiter gets the connection that is returned")
  void waiterIsServed() throws Exception {
    openFull(1);
    Lease<Connection> lease = pool.borrow(ZERO);
    var waiter = Borrower.waitingFor(pool, ofSeconds(5));

    Connection returned = lease.connection();
    lease.close();

    assertThat(waiter.result().connection()).isSameAs(returned);
  }

  @Test
  @DisplayName("waiters are served first come, first served")
  void waitersAreServedInOrder() throws Exception {
    openFull(1);
    Lease<Connection> lease = pool.borrow(ZERO);
    var first = Borrower.waitingFor(pool, ofSeconds(5));
    var second = Borrower.waitingFor(pool, ofSeconds(5));
    var third = Borrower.waitingFor(pool, ofSeconds(5));

    lease.close();
    Lease<Connection> firsts = first.result();
    assertThat(second.isDone() || third.isDone()).isFalse();
    firsts.close();
    Lease<Connection> seconds = second.result();
    assertThat(third.isDone()).isFalse();
    seconds.close();
    third.result().close();
  }

  @Test
  @DisplayName("a newcomer may overtake a waiter that has not waited for long")
  void newcomersMayOvertake() throws Exception {
    open(PoolConfig.ofSize(1).with(PATIENCE, ofMillis(20)));
    Lease<Connection> lease = pool.borrow(ZERO);
    var waiter = Borrower.waitingFor(pool, ofSeconds(5));

    // The waiter is woken by the return, but until it runs the connection is anybody's.
    CountDownLatch slow = time.holdWakeUps();
    lease.close();
    Lease<Connection> overtaker = pool.borrow(ZERO);
    slow.countDown();
    assertThat(waiter.isDone()).isFalse();
    overtaker.close();

    waiter.result().close();
  }

  @Test
  @DisplayName("once the head waiter has lost patience, newcomers queue up behind it")
  void patienceEnds() throws Exception {
    open(PoolConfig.ofSize(2).with(PATIENCE, ofMillis(20)));
    awaitIdle(2);
    Lease<Connection> one = pool.borrow(ZERO);
    Lease<Connection> two = pool.borrow(ZERO);
    var waiter = Borrower.waitingFor(pool, ofSeconds(5));
    time.advance(ofMillis(20));
    await().until(() -> pool.starving());

    // Nobody may take the connection past the waiter, not even with a free one in sight.
    var newcomer = Borrower.doing(() -> pool.borrow(ofSeconds(5)));
    await().until(() -> pool.stats().waiting() == 2);
    one.close();
    Lease<Connection> waiters = waiter.result();
    assertThat(newcomer.isDone()).isFalse();
    two.close();
    newcomer.result().close();
    waiters.close();
  }

  @Test
  @DisplayName("a borrow that gets nothing says how busy the pool is and how long it waited")
  void exhaustedExplainsItself() throws Exception {
    openFull(2);
    borrowAll(2);
    var waiter = Borrower.waitingFor(pool, ofMillis(250));

    time.advance(ofMillis(250));

    assertThatThrownBy(waiter::result)
        .isInstanceOfSatisfying(
            PoolExhaustedException.class,
            e -> {
              assertThat(e.waited()).isEqualTo(ofMillis(250));
              assertThat(e.stats().leased()).isEqualTo(2);
            })
        .hasMessageContaining("within 250 ms")
        .hasMessageContaining("size 2, idle 0, leased 2, repairing 0, waiting 0");
    assertThat(pool.stats().timeouts()).isEqualTo(1);
    assertThat(pool.stats().waiting()).isZero();
  }

  @Test
  @DisplayName("the deadline is absolute: being woken in vain does not restart it")
  void deadlineIsAbsolute() throws Exception {
    openFull(1);
    borrowAll(1);
    var waiter = Borrower.waitingFor(pool, ofMillis(100));

    for (int i = 0; i < 9; i++) {
      time.advance(ofMillis(10));
      LockSupport.unpark(waiter.thread());
    }
    assertThat(waiter.isDone()).isFalse();
    time.advance(ofMillis(10));

    assertThatThrownBy(waiter::result).isInstanceOf(PoolExhaustedException.class);
  }

  @Test
  @DisplayName(
      "when no connection is usable at all, a borrow says that the server is down, and why")
  void unavailableIsNotExhausted() {
    factory.otherwise(fails("connection refused"));
    open(PoolConfig.ofSize(2).withStart(PoolConfig.Start.KEEP_TRYING));
    await().until(() -> pool.stats().openFailures() == 2);

    assertThatThrownBy(() -> pool.borrow(ZERO))
        .isInstanceOf(ConnectionUnavailableException.class)
        .hasMessageContaining("connection refused")
        .hasCauseInstanceOf(ScriptedFactory.Refused.class);
  }

  @Test
  @DisplayName("an interrupted waiter leaves the queue, and the connection goes to the next one")
  void interruptedWaiterLosesNothing() throws Exception {
    openFull(1);
    Lease<Connection> lease = pool.borrow(ZERO);
    var interrupted = Borrower.waitingFor(pool, ofSeconds(5));
    var next = Borrower.waitingFor(pool, ofSeconds(5));

    interrupted.interrupt();
    assertThatThrownBy(interrupted::result).isInstanceOf(InterruptedException.class);
    lease.close();

    next.result().close();
    assertThat(pool.stats().idle()).isEqualTo(1);
  }

  @Test
  @DisplayName("a waiter that gives up does not keep the next one from becoming the head")
  void timedOutHeadHandsOver() throws Exception {
    openFull(1);
    Lease<Connection> lease = pool.borrow(ZERO);
    var impatient = Borrower.waitingFor(pool, ofMillis(50));
    var patient = Borrower.waitingFor(pool, ofSeconds(5));

    time.advance(ofMillis(50));
    assertThatThrownBy(impatient::result).isInstanceOf(PoolExhaustedException.class);
    lease.close();

    patient.result().close();
  }

  @Test
  @DisplayName("call() returns what the work returns and the connection, also when the work throws")
  void callReturnsTheConnection() throws Exception {
    openFull(1);

    assertThat(pool.<Integer, RuntimeException>call(connection -> connection.number)).isEqualTo(1);
    assertThatThrownBy(
            () ->
                pool.call(
                    connection -> {
                      throw new IllegalArgumentException("rejected");
                    }))
        .hasMessage("rejected");

    assertThat(pool.stats().idle()).isEqualTo(1);
    assertThat(factory.attempts).hasValue(1);
  }

  @Test
  @DisplayName("call() replaces the connection if the factory says that the failure broke it")
  void callInvalidatesBrokenConnections() throws Exception {
    openFull(1);

    assertThatThrownBy(
            () ->
                pool.call(
                    connection -> {
                      throw new IllegalStateException("broken pipe");
                    }))
        .hasMessage("broken pipe");

    await().until(() -> factory.opened.size() == 2);
    awaitIdle(1);
    assertThat(factory.opened.get(0).closes).hasValue(1);
    assertThat(pool.stats().invalidated()).isEqualTo(1);
  }

  @Test
  @DisplayName("a deadline that makes no sense costs no connection")
  void strangeDeadlines() throws Exception {
    open(PoolConfig.ofSize(1).with(VALIDATE_AFTER_IDLE, ZERO));

    assertThatThrownBy(() -> pool.borrow(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> pool.borrow(Duration.ofSeconds(Long.MIN_VALUE)))
        .isInstanceOf(PoolException.class);

    awaitIdle(1);
    pool.borrow(Duration.ofSeconds(Long.MAX_VALUE)).close();
  }

  @Test
  @DisplayName("every lease that was lent is counted, and the states add up to the size")
  void statisticsAddUp() throws Exception {
    openFull(3);
    Lease<Connection> lease = pool.borrow(ZERO);
    pool.borrow(ZERO).close();

    PoolStats stats = pool.stats();

    assertThat(stats.borrowed()).isEqualTo(2);
    assertThat(stats.leased()).isEqualTo(1);
    assertThat(stats.idle() + stats.leased() + stats.repairing()).isEqualTo(stats.size());
    lease.close();
  }

  @Test
  @DisplayName("shared leases spread over the connections before they double up")
  void sharedLeasesAreSpread() throws Exception {
    open(PoolConfig.ofSize(2).withLeasesPerConnection(2));
    awaitIdle(2);

    List<Lease<Connection>> leases = borrowAll(4);

    assertThat(leases.subList(0, 2)).extracting(Lease::connection).doesNotHaveDuplicates();
    assertThat(leases.subList(2, 4)).extracting(Lease::connection).doesNotHaveDuplicates();
    assertThatThrownBy(() -> pool.borrow(ZERO)).isInstanceOf(PoolExhaustedException.class);
    assertThat(pool.stats().leases()).isEqualTo(4);
    assertThat(pool.stats().leased()).isEqualTo(2);
  }

  @Test
  @DisplayName("a thread that waits for a second connection while it holds one is warned about")
  void nestedBorrowIsReported() throws Exception {
    List<String> nested = new CopyOnWriteArrayList<>();
    open(
        PoolConfig.ofSize(1)
            .withListener(
                event -> {
                  if (event instanceof PoolEvent.NestedBorrow borrow) {
                    nested.add(borrow.thread());
                  }
                }));
    Lease<Connection> held = pool.borrow(ZERO);
    var other = Borrower.waitingFor(pool, ofSeconds(5));
    assertThat(nested).as("a thread that holds nothing").isEmpty();

    Thread.currentThread().interrupt(); // so that this thread does not really wait for itself
    assertThatThrownBy(() -> pool.borrow(ofSeconds(5))).isInstanceOf(InterruptedException.class);

    assertThat(nested).containsExactly(Thread.currentThread().getName());
    held.close();
    other.result().close();
  }

  @Test
  @DisplayName("a thread that gave its connection back is not taken for its present holder")
  void formerHolderIsNotNested() throws Exception {
    List<String> nested = new CopyOnWriteArrayList<>();
    open(
        PoolConfig.ofSize(1)
            .withListener(
                event -> {
                  if (event instanceof PoolEvent.NestedBorrow borrow) {
                    nested.add(borrow.thread());
                  }
                }));
    pool.borrow(ZERO).close();
    Lease<Connection> held = Borrower.doing(() -> pool.borrow(ZERO)).result();

    Thread.currentThread().interrupt(); // so that this thread does not really wait
    assertThatThrownBy(() -> pool.borrow(ofSeconds(5))).isInstanceOf(InterruptedException.class);

    assertThat(nested).isEmpty();
    held.close();
  }

  @Test
  @DisplayName("an unusable config is refused with the value and what is allowed")
  void configIsValidated() {
    assertThatThrownBy(() -> PoolConfig.ofSize(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("size is 0; it must be between 1 and 10000");
    assertThatThrownBy(() -> PoolConfig.ofSize(10).with(BORROW_DEADLINE, ofSeconds(-1)))
        .hasMessageContaining("BORROW_DEADLINE");
  }

  @Test
  @DisplayName("a slow opening breaks no borrower's deadline")
  void slowOpeningHoldsNobody() throws Exception {
    CountDownLatch slow = new CountDownLatch(1);
    factory.opening(ScriptedFactory.succeeds(), waitsFor(slow));
    open(PoolConfig.ofSize(2));
    Lease<Connection> lease = pool.borrow(ZERO);
    var waiter = Borrower.waitingFor(pool, ofMillis(100));

    time.advance(ofMillis(100));

    assertThatThrownBy(waiter::result).isInstanceOf(PoolExhaustedException.class);
    slow.countDown();
    awaitIdle(1);
    lease.close();
  }
}
