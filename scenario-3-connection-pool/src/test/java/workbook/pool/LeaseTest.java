package workbook.pool;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.pool.ScriptedFactory.Connection;

/** What a lease promises, exclusive or shared. */
class LeaseTest extends PoolFixture {

  private Lease<Connection> borrowFromPoolOfOne(int leasesPerConnection) throws Exception {
    open(PoolConfig.ofSize(1).withLeasesPerConnection(leasesPerConnection));
    return pool.borrow(ZERO);
  }

  @ParameterizedTest(name = "{0} lease(s) per connection")
  @ValueSource(ints = {1, 2})
  @DisplayName("a lease returns its connection once, however often it is closed")
  void closesOnce(int leasesPerConnection) throws Exception {
    Lease<Connection> lease = borrowFromPoolOfOne(leasesPerConnection);
    lease.close();
    Lease<Connection> next = pool.borrow(ZERO);

    lease.close();
    lease.close();

    assertThat(pool.stats().leases()).isEqualTo(1);
    assertThat(next.connection()).isNotNull();
    next.close();
    assertThat(pool.stats().leases()).isZero();
  }

  @ParameterizedTest(name = "{0} lease(s) per connection")
  @ValueSource(ints = {1, 2})
  @DisplayName("a closed lease refuses its connection")
  void isFenced(int leasesPerConnection) throws Exception {
    Lease<Connection> lease = borrowFromPoolOfOne(leasesPerConnection);
    lease.close();

    assertThatThrownBy(lease::connection)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("lease is closed");
  }

  @ParameterizedTest(name = "{0} lease(s) per connection")
  @ValueSource(ints = {1, 2})
  @DisplayName(
      "an invalidated connection is usable until its lease is closed, then closed and replaced")
  void invalidates(int leasesPerConnection) throws Exception {
    Lease<Connection> lease = borrowFromPoolOfOne(leasesPerConnection);
    Connection broken = lease.connection();

    lease.invalidate(new Exception("broken pipe"));
    assertThat(lease.connection()).isSameAs(broken);
    assertThat(broken.isClosed()).isFalse();
    lease.close();

    try (Lease<Connection> next = pool.borrow(ofSeconds(5))) {
      assertThat(next.connection()).isNotSameAs(broken);
    }
    assertThat(broken.closes).hasValue(1);
    assertThat(pool.stats().invalidated()).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0} lease(s) per connection")
  @ValueSource(ints = {1, 2})
  @DisplayName("invalidating through a closed lease does not touch the connection's next borrower")
  void lateInvalidateDoesNothing(int leasesPerConnection) throws Exception {
    Lease<Connection> lease = borrowFromPoolOfOne(leasesPerConnection);
    lease.close();
    Lease<Connection> next = pool.borrow(ZERO);

    lease.invalidate(new Exception("too late"));
    next.close();

    assertThat(pool.stats().idle()).isEqualTo(1);
    assertThat(pool.stats().invalidated()).isZero();
  }

  @ParameterizedTest(name = "{0} lease(s) per connection")
  @ValueSource(ints = {1, 2})
  @DisplayName("a suspect connection is checked, and lent again if it is well")
  void suspectIsCheckedAndKept(int leasesPerConnection) throws Exception {
    Lease<Connection> lease = borrowFromPoolOfOne(leasesPerConnection);
    Connection suspect = lease.connection();

    lease.suspect();
    lease.close();

    try (Lease<Connection> next = pool.borrow(ofSeconds(5))) {
      assertThat(next.connection()).isSameAs(suspect);
    }
    assertThat(suspect.checks).hasValue(1);
  }

  @ParameterizedTest(name = "{0} lease(s) per connection")
  @ValueSource(ints = {1, 2})
  @DisplayName("a suspect connection is replaced if its check fails")
  void suspectIsReplaced(int leasesPerConnection) throws Exception {
    factory.checking(ScriptedFactory.fails("no answer"));
    Lease<Connection> lease = borrowFromPoolOfOne(leasesPerConnection);
    Connection suspect = lease.connection();

    lease.suspect();
    lease.close();

    await().untilAsserted(() -> assertThat(suspect.closes).hasValue(1));
    awaitIdle(1);
    assertThat(factory.opened).hasSize(2);
  }

  @ParameterizedTest(name = "{0} lease(s) per connection")
  @ValueSource(ints = {1, 2})
  @DisplayName("a connection that is suspect and then declared broken is replaced without a check")
  void brokenOutranksSuspect(int leasesPerConnection) throws Exception {
    Lease<Connection> lease = borrowFromPoolOfOne(leasesPerConnection);
    Connection broken = lease.connection();

    lease.suspect();
    lease.invalidate(new Exception("broken pipe"));
    lease.close();

    await().untilAsserted(() -> assertThat(broken.closes).hasValue(1));
    assertThat(broken.checks).hasValue(0);
  }

  @Test
  @DisplayName("a shared connection that all its borrowers suspect is checked once and kept")
  void suspectedByAll() throws Exception {
    Lease<Connection> one = borrowFromPoolOfOne(2);
    Lease<Connection> other = pool.borrow(ZERO);
    Connection suspect = one.connection();

    one.suspect();
    other.suspect();
    one.close();
    other.close();

    awaitIdle(1);
    assertThat(suspect.checks).hasValue(1);
    assertThat(suspect.closes).hasValue(0);
  }

  @Test
  @DisplayName("a shared connection that is invalidated serves its other leases to the end")
  void invalidatedSharedConnectionDrains() throws Exception {
    Lease<Connection> one = borrowFromPoolOfOne(2);
    Lease<Connection> other = pool.borrow(ZERO);

    one.invalidate(new Exception("broken pipe"));
    one.close();
    assertThat(other.connection().isClosed()).isFalse();
    assertThatThrownBy(() -> pool.borrow(ZERO)).isInstanceOf(PoolExhaustedException.class);
    Connection broken = other.connection();
    other.close();

    await().untilAsserted(() -> assertThat(broken.closes).hasValue(1));
    awaitIdle(1);
  }
}
