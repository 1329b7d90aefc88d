package workbook.pool.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/** What a model made of two measured cells predicts: for other cells, and beyond this machine. */
final class Scale {

  private static final int EXCLUSIVE = 10;

  /** Shared leases are as many as there are callers. */
  private static final int SHARED = Integer.MAX_VALUE;

  private static final double FARTHER = 0.018; // from 2 ms to 20 ms
  private static final List<Integer> CALLERS = List.of(1, 3, 10, 30, 100, 300, 1000);
  private static final List<Integer> PROXIES = List.of(1, 2, 4, 8);
  private static final List<Integer> CONNECTIONS = List.of(1, 2, 4, 10, 40);
  private static final int STREAM_LIMIT = 100;
  private static final long SEED = 1;

  private final Results results;
  private final Optional<ClosedNetwork> near;

  Scale(Results results) {
    this.results = results;
    Optional<Row> alone = results.calls(Arms.ONE_CLIENT, Condition.few(1));
    Optional<Row> crowd =
        results.calls(Arms.SHARED_4, Condition.hundred(Condition.RTT_2, "describe"));
    near =
        alone
            .flatMap(row -> row.other("p50"))
            .flatMap(
                p50 ->
                    crowd.map(row -> ClosedNetwork.of(p50.median() / 1000, row.score().median())));
  }

  /** The two parameters of the model. */
  String calibration() {
    return near.map(
            model ->
                "A call keeps the server busy for "
                    + Text.number(model.work() * 1e3)
                    + " ms and is otherwise on its way for "
                    + Text.number(model.delay() * 1e3)
                    + " ms.")
        .orElse(Tables.NOT_MEASURED);
  }

  /** Predictions for cells that were measured but not used to make the model. */
  String check() {
    if (near.isEmpty()) {
      return Tables.NOT_MEASURED;
    }
    ClosedNetwork model = near.get();
    ClosedNetwork far = model.delayedBy(FARTHER);
    Condition many = Condition.hundred(Condition.RTT_2, "describe");
    Condition distant = Condition.hundred(Condition.RTT_20, "describe");
    List<List<String>> rows = new ArrayList<>();
    check(rows, Arms.ONE_CLIENT, Condition.few(10), model.throughput(10, SHARED));
    check(rows, Arms.SHARED_4, Condition.few(10), model.throughput(10, SHARED));
    check(rows, Arms.EXCLUSIVE, Condition.few(10), model.throughput(10, EXCLUSIVE));
    check(rows, Arms.ONE_CLIENT, many, model.throughput(100, SHARED));
    check(rows, Arms.EXCLUSIVE, many, model.throughput(100, EXCLUSIVE));
    check(rows, Arms.ONE_CLIENT, distant, far.throughput(100, SHARED));
    check(rows, Arms.SHARED_4, distant, far.throughput(100, SHARED));
    check(rows, Arms.EXCLUSIVE, distant, far.throughput(100, EXCLUSIVE));
    return Text.table(
        List.of("arm", "network", "callers", "predicted, calls a second", "measured", "off by"),
        rows);
  }

  private void check(List<List<String>> rows, String arm, Condition condition, double predicted) {
    results
        .calls(arm, condition)
        .map(Row::score)
        .ifPresent(
            measured ->
                rows.add(
                    List.of(
                        arm,
                        condition.network(),
                        Integer.toString(condition.callers()),
                        Text.number(predicted),
                        measured.toString(),
                        Text.percent(predicted / measured.median() - 1))));
  }

  /** A thousand callers: throughput, response, and connections that the streams need. */
  String thousand() {
    if (near.isEmpty()) {
      return Tables.NOT_MEASURED;
    }
    List<List<String>> rows = new ArrayList<>();
    for (int proxies : PROXIES) {
      ClosedNetwork model = near.get().onServers(proxies);
      rows.add(thousand("2 ms", proxies, model));
      rows.add(thousand("20 ms", proxies, model.delayedBy(FARTHER)));
    }
    return Text.table(
        List.of(
            "proxies",
            "RTT",
            "exclusive pool of 10, calls a second",
            "response, ms",
            "shared leases, calls a second",
            "response, ms",
            "calls on the wire",
            "connections at " + STREAM_LIMIT + " streams each"),
        rows);
  }

  private static List<String> thousand(String rtt, int proxies, ClosedNetwork model) {
    double inFlight = model.throughput(1000, SHARED) * model.response(1000, SHARED);
    return List.of(
        Integer.toString(proxies),
        rtt,
        Text.number(model.throughput(1000, EXCLUSIVE)),
        Text.number(model.response(1000, EXCLUSIVE) * 1e3),
        Text.number(model.throughput(1000, SHARED)),
        Text.number(model.response(1000, SHARED) * 1e3),
        Text.number(inFlight),
        Integer.toString((int) Math.ceil(Math.round(inFlight) / (double) STREAM_LIMIT)));
  }

  /** Which share of a cluster a client reaches, by proxies and connections. */
  static String cluster() {
    List<String> head = new ArrayList<>(List.of("connections"));
    PROXIES.forEach(proxies -> head.add(proxies == 1 ? "1 proxy" : proxies + " proxies"));
    List<List<String>> rows = new ArrayList<>();
    for (int connections : CONNECTIONS) {
      List<String> row = new ArrayList<>(List.of(Integer.toString(connections)));
      PROXIES.forEach(
          proxies -> row.add(Text.percent(Cluster.usableShare(proxies, connections, SEED))));
      rows.add(row);
    }
    return Text.table(head, rows);
  }

  Optional<Chart> chart() {
    return near.map(
        model ->
            new Chart(
                "scale",
                "Calls a second, predicted; one server",
                "callers",
                "calls a second",
                Chart.Kind.LOGARITHMIC_LINES,
                List.of(
                    line("shared leases, 2 ms", n -> model.throughput(n, SHARED)),
                    line("exclusive pool of 10, 2 ms", n -> model.throughput(n, EXCLUSIVE)),
                    line(
                        "shared leases, 20 ms",
                        n -> model.delayedBy(FARTHER).throughput(n, SHARED)),
                    line(
                        "exclusive pool of 10, 20 ms",
                        n -> model.delayedBy(FARTHER).throughput(n, EXCLUSIVE)))));
  }

  private static Chart.Series line(String name, IntToDoubleFunction of) {
    return Chart.Series.of(
        name, List.copyOf(CALLERS), CALLERS.stream().map(n -> of.applyAsDouble(n)).toList());
  }
}
