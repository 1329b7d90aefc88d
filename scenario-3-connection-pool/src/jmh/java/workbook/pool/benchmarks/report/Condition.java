package workbook.pool.benchmarks.report;

import java.util.Map;

/**
 * Under what arms are compared.
 *
 * @param hold how long the connection is kept after a call, in milliseconds
 */
record Condition(String network, String call, int callers, long hold, String threads) {

  static final String LOOPBACK = "loopback";
  static final String RTT_2 = "2 ms RTT";
  static final String RTT_2_TLS = "2 ms RTT, TLS";
  static final String RTT_20 = "20 ms RTT";

  /** A hundred platform threads without a hold. */
  static Condition hundred(String network, String call) {
    return new Condition(network, call, 100, 0, "platform");
  }

  static Condition few(int callers) {
    return new Condition(RTT_2, "describe", callers, 0, "platform");
  }

  static Condition held() {
    return new Condition(LOOPBACK, "describe", 100, 100, "platform");
  }

  static Condition newJdk(String kind) {
    return new Condition(LOOPBACK, "describe", 100, 0, kind + ", new JDK");
  }

  Map<String, String> params() {
    return Map.of(
        "network", network, "call", call, "hold", Long.toString(hold), "threads", threads);
  }

  String title() {
    return "`" + call + "`, " + network;
  }
}
