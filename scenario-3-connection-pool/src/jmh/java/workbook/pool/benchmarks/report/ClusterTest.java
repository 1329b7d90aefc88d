package workbook.pool.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ClusterTest {

  @Test
  void oneProxyIsUsedWhole() {
    assertThat(Cluster.usableShare(1, 7, 1)).isEqualTo(1);
  }

  @Test
  void oneConnectionUsesOneProxy() {
    assertThat(Cluster.usableShare(8, 1, 1)).isEqualTo(0.125);
  }

  @Test
  void twoConnectionsMeetOnOneOfTwoProxiesHalfOfTheTime() {
    assertThat(Cluster.usableShare(2, 2, 1)).isEqualTo(0.75, within(0.02));
  }

  @Test
  void manyConnectionsEvenOut() {
    assertThat(Cluster.usableShare(2, 500, 1)).isGreaterThan(0.95);
  }
}
