package workbook.pool.benchmarks.report;

import java.util.Arrays;
import java.util.Random;

/**
 * Proxies behind a balancer that picks one by chance for each new connection, as balancers of TCP
 * connections do, and calls spread evenly over the connections.
 */
final class Cluster {

  private static final int TRIALS = 10_000;

  private Cluster() {}

  /**
   * Which share of the proxies' throughput can be used, on average. The proxy with the most
   * connections gets the most calls, and when it is busy all the time the others are not.
   *
   * @param seed of the simulation; the same seed gives the same answer
   */
  static double usableShare(int proxies, int connections, long seed) {
    Random random = new Random(seed);
    double sum = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      int[] load = new int[proxies];
      for (int i = 0; i < connections; i++) {
        load[random.nextInt(proxies)]++;
      }
      int most = Arrays.stream(load).max().orElseThrow();
      sum += (double) connections / (most * proxies);
    }
    return sum / TRIALS;
  }
}
