package workbook.pool.benchmarks.report;

/**
 * Callers that make one call after the other, a network that delays each call by the same time, and
 * a server that works on one call at a time. Little's law and mean value analysis (Reiser and
 * Lavenberg, 1980) give what it does with any number of callers.
 *
 * <p>It leaves out what makes real servers worse: work that grows with the load, and pauses.
 *
 * @param delay seconds of a call that do not keep the server busy: network, waiting for a timer
 * @param work seconds of a call that do
 */
record ClosedNetwork(double delay, double work) {

  ClosedNetwork {
    if (delay < 0 || work <= 0) {
      throw new IllegalArgumentException("delay " + delay + " s, work " + work + " s");
    }
  }

  /**
   * The one that these two measurements describe.
   *
   * @param alone seconds of a call when there is one caller
   * @param atMost calls a second when there are plenty
   */
  static ClosedNetwork of(double alone, double atMost) {
    double work = 1 / atMost;
    return new ClosedNetwork(Math.max(0, alone - work), work);
  }

  ClosedNetwork delayedBy(double seconds) {
    return new ClosedNetwork(delay + seconds, work);
  }

  /** The same with so many servers that share the calls evenly. */
  ClosedNetwork onServers(double servers) {
    return new ClosedNetwork(delay, work / servers);
  }

  /**
   * Calls a second.
   *
   * @param callers how many there are
   * @param leases how many calls can be out at a time; more callers wait
   */
  double throughput(int callers, int leases) {
    double waiting = 0;
    double throughput = 0;
    for (int n = 1; n <= Math.min(callers, leases); n++) {
      double response = work * (1 + waiting);
      throughput = n / (delay + response);
      waiting = throughput * response;
    }
    return throughput;
  }

  /** Seconds from a caller's wish to the answer, waiting for a lease included: Little's law. */
  double response(int callers, int leases) {
    return callers / throughput(callers, leases);
  }
}
