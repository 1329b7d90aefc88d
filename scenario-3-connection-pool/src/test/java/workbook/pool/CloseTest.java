package workbook.pool;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static workbook.pool.ScriptedFactory.succeeds;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.pool.ScriptedFactory.Connection;

/** The end of a pool. */
class CloseTest extends PoolFixture {

  @Test
  @DisplayName("closing closes every idle connection and ends the pool's threads")
  void closesEverything() throws Exception {
    openFull(3);

    assertThat(pool.close(ofSeconds(5))).isTrue();

    assertThat(factory.open).hasValue(0);
    assertThat(factory.opened).allSatisfy(connection -> assertThat(connection.closes).hasValue(1));
    awaitNoPoolThreads();
  }

  @Test
  @DisplayName("waiters are woken at once and told that the pool is closed, all of them")
  void wakesWaiters() throws Exception {
    openFull(1);
    Lease<Connection> lease = pool.borrow(ZERO);
    var first = Borrower.waitingFor(pool, ofSeconds(5));
    var second = Borrower.waitingFor(pool, ofSeconds(5));

    var closer = Borrower.doing(() -> pool.close(ofSeconds(60)));

    assertThatThrownBy(first::result).isInstanceOf(PoolClosedException.class);
    assertThatThrownBy(second::result).isInstanceOf(PoolClosedException.class);
    lease.close();
    assertThat(closer.result()).isTrue();
  }

  @Test
  @DisplayName("a closed pool lends nothing")
  void lendsNothing() throws Exception {
    openFull(1);
    pool.close(ZERO);

    assertThatThrownBy(() -> pool.borrow(ofSeconds(5))).isInstanceOf(PoolClosedException.class);
    assertThatThrownBy(() -> pool.resize(2)).isInstanceOf(PoolClosedException.class);
  }

  @Test
  @DisplayName("a lease that is out may be used and returned within the grace")
  void drains() throws Exception {
    openFull(2);
    Lease<Connection> lease = pool.borrow(ZERO);
    var closer = Borrower.doing(() -> pool.close(ofSeconds(60)));
    await().until(() -> closer.isParked() && factory.open.get() == 1);

    assertThat(lease.connection().isClosed()).isFalse();
    assertThat(closer.isDone()).isFalse();
    lease.close();

    assertThat(closer.result()).isTrue();
    assertThat(factory.open).hasValue(0);
  }

  @Test
  @DisplayName(
      "after the grace a leased connection is closed all the same, and its late return is harmless")
  void forcesAfterGrace() throws Exception {
    openFull(1);
    Lease<Connection> lease = pool.borrow(ZERO);
    Connection leased = lease.connection();
    var closer = Borrower.doing(() -> pool.close(ofSeconds(10)));
    await().until(closer::isParked);

    time.advance(ofSeconds(10));

    assertThat(closer.result()).isFalse();
    assertThat(leased.closes).hasValue(1);
    lease.close();
    lease.close();
    assertThat(leased.closes).hasValue(1);
  }

  @Test
  @DisplayName("closing twice closes once; the second caller waits for the same end")
  void isIdempotent() throws Exception {
    openFull(1);
    Lease<Connection> lease = pool.borrow(ZERO);
    var first = Borrower.doing(() -> pool.close(ofSeconds(60)));
    await().until(() -> first.isParked());
    var second = Borrower.doing(() -> pool.close(ZERO));
    await().until(() -> second.isParked());

    lease.close();

    assertThat(first.result()).isTrue();
    assertThat(second.result()).isTrue();
  }

  @Test
  @DisplayName("a connection whose opening ends after the close is closed, not kept")
  void lateOpeningIsClosed() throws Exception {
    CountDownLatch slow = new CountDownLatch(1);
    factory.opening(succeeds(), () -> Uninterruptibly.await(slow));
    open(PoolConfig.ofSize(2));
    await().until(() -> factory.attempts.get() == 2);
    var closer = Borrower.doing(() -> pool.close(ofSeconds(60)));
    await().until(() -> closer.isParked());

    slow.countDown();

    assertThat(closer.result()).isTrue();
    assertThat(factory.opened).hasSize(2);
    assertThat(factory.open).hasValue(0);
  }

  @Test
  @DisplayName("a connection that is being checked is closed when its check has ended")
  void lateCheckKeepsItsConnection() throws Exception {
    CountDownLatch slow = new CountDownLatch(1);
    factory.checking(() -> Uninterruptibly.await(slow));
    openFull(1);
    Lease<Connection> lease = pool.borrow(ZERO);
    Connection checked = lease.connection();
    lease.suspect();
    lease.close();
    await().until(() -> checked.checks.get() == 1);
    var closer = Borrower.doing(() -> pool.close(ofSeconds(60)));
    await().until(() -> closer.isParked());

    assertThat(checked.isClosed()).isFalse();
    slow.countDown();

    assertThat(closer.result()).isTrue();
    assertThat(checked.closes).hasValue(1);
  }

  @Test
  @DisplayName("a closer that is interrupted grants no more grace, and closes everything")
  void interruptedCloserForces() throws Exception {
    openFull(1);
    Lease<Connection> lease = pool.borrow(ZERO);
    var closer = Borrower.doing(() -> pool.close(ofSeconds(60)));
    await().until(closer::isParked);

    closer.interrupt();

    assertThatThrownBy(closer::result).isInstanceOf(InterruptedException.class);
    assertThat(factory.open).hasValue(0);
    lease.close();
  }
}
