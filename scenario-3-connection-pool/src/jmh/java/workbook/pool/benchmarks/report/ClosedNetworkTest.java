package workbook.pool.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ClosedNetworkTest {

  private static final int NO_LIMIT = Integer.MAX_VALUE;

  /** 9 ms on the way, 1 ms of work. */
  private final ClosedNetwork network = ClosedNetwork.of(0.010, 1_000);

  @Test
  void oneCallerMakesACallARoundTrip() {
    assertThat(network.throughput(1, NO_LIMIT)).isEqualTo(100, within(1e-9));
    assertThat(network.response(1, NO_LIMIT)).isEqualTo(0.010, within(1e-12));
  }

  @Test
  void manyCallersMakeNoMoreCallsThanTheServerCan() {
    assertThat(network.throughput(1_000, NO_LIMIT)).isLessThanOrEqualTo(1_000).isGreaterThan(999);
  }

  @Test
  void twoCallersGetInEachOthersWayALittle() {
    // The second finds the first at the server for a tenth of the time: 2 / (0.009 + 0.0011).
    assertThat(network.throughput(2, NO_LIMIT)).isEqualTo(2 / 0.0101, within(1e-9));
  }

  @Test
  void callersBeyondTheLeasesOnlyWait() {
    assertThat(network.throughput(100, 10)).isEqualTo(network.throughput(10, NO_LIMIT));
    assertThat(network.response(100, 10))
        .isEqualTo(10 * network.response(10, NO_LIMIT), within(1e-9));
  }

  @Test
  void aFartherServerNeedsMoreCallersNotMoreWork() {
    ClosedNetwork far = network.delayedBy(0.090);
    assertThat(far.throughput(1, NO_LIMIT)).isEqualTo(10, within(1e-9));
    assertThat(far.throughput(10_000, NO_LIMIT)).isGreaterThan(999);
  }
}
