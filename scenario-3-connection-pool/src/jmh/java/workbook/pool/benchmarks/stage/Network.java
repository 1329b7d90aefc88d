package workbook.pool.benchmarks.stage;

/** What lies between the callers and the server. */
public enum Network {
  /** Nothing but the kernel. */
  LOOPBACK("loopback", 0, false),
  /** A data centre. */
  RTT_2("2 ms RTT", 2, false),
  /** The same, with TLS and a user to authenticate. */
  RTT_2_TLS("2 ms RTT, TLS", 2, true),
  /** Another region. */
  RTT_20("20 ms RTT", 20, false);

  private final String label;
  private final int roundTripMillis;
  private final boolean tls;

  Network(String label, int roundTripMillis, boolean tls) {
    this.label = label;
    this.roundTripMillis = roundTripMillis;
    this.tls = tls;
  }

  /** What tables call it. */
  public String label() {
    return label;
  }

  int roundTripMillis() {
    return roundTripMillis;
  }

  boolean tls() {
    return tls;
  }
}
