package workbook.pool.benchmarks.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that the documents take from a run, by the names that stand in their markers. */
final class Tables {

  static final String NOT_MEASURED = "Not measured in this run.";

  private Tables() {}

  static Map<String, String> of(Results results, Machine machine) {
    CallTables calls = new CallTables(results);
    BorrowTables borrow = new BorrowTables(results);
    Claim claim = new Claim(results);
    Scale scale = new Scale(results);
    Map<String, String> tables = new LinkedHashMap<>();
    tables.put("trial", machine.caveat());
    tables.put("machine", machine.describe());
    tables.put("figures", new Figures(results).table());
    tables.put("choices", calls.choices());
    tables.put("calls-loopback", calls.of(hundred(Condition.LOOPBACK)));
    tables.put("calls-2ms", calls.of(hundred(Condition.RTT_2)));
    tables.put("calls-2ms-tls", calls.of(hundred(Condition.RTT_2_TLS)));
    tables.put("calls-20ms", calls.of(hundred(Condition.RTT_20)));
    tables.put("calls-few", calls.of(List.of(Condition.few(1), Condition.few(10))));
    tables.put("calls-held", calls.of(List.of(Condition.held())));
    tables.put(
        "calls-virtual",
        calls.of(List.of(Condition.newJdk("platform"), Condition.newJdk("virtual"))));
    tables.put("borrow", borrow.throughput());
    tables.put("borrow-wait", borrow.longestWait());
    tables.put("borrow-variants", borrow.variants());
    tables.put("claim-steps", claim.steps());
    tables.put("claim-curve", claim.curve());
    tables.put("claim-sentence", claim.sentence());
    tables.put("scale-model", scale.calibration());
    tables.put("scale-check", scale.check());
    tables.put("scale-thousand", scale.thousand());
    tables.put("scale-cluster", Scale.cluster());
    return tables;
  }

  private static List<Condition> hundred(String network) {
    return List.of(Condition.hundred(network, "describe"), Condition.hundred(network, "search"));
  }
}
