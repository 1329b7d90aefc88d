package workbook.pool.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The charts of a run: those for which it has measured something. */
final class Charts {

  private final Results results;

  Charts(Results results) {
    this.results = results;
  }

  List<Chart> all() {
    List<Chart> charts = new ArrayList<>();
    calls("describe").ifPresent(charts::add);
    calls("search").ifPresent(charts::add);
    borrow().ifPresent(charts::add);
    new Claim(results).chart().ifPresent(charts::add);
    new Scale(results).chart().ifPresent(charts::add);
    return charts;
  }

  private Optional<Chart> calls(String call) {
    List<Condition> conditions = new ArrayList<>();
    for (String network : List.of(Condition.LOOPBACK, Condition.RTT_2, Condition.RTT_2_TLS)) {
      Condition condition = Condition.hundred(network, call);
      if (results.calls(condition).findAny().isPresent()) {
        conditions.add(condition);
      }
    }
    List<Chart.Series> series =
        Arms.ALL.stream()
            .filter(arm -> conditions.stream().allMatch(c -> results.calls(arm, c).isPresent()))
            .map(arm -> bars(arm, conditions))
            .toList();
    return series.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Chart(
                "calls-" + call,
                "100 callers, " + call + ": more is better",
                "network",
                "calls a second",
                Chart.Kind.BARS,
                series));
  }

  private Chart.Series bars(String arm, List<Condition> conditions) {
    List<Object> xs = new ArrayList<>();
    List<Double> ys = new ArrayList<>();
    List<Double> errors = new ArrayList<>();
    for (Condition condition : conditions) {
      Spread spread = results.calls(arm, condition).orElseThrow().score();
      xs.add(condition.network());
      ys.add(spread.median());
      errors.add((spread.high() - spread.low()) / 2);
    }
    return new Chart.Series(arm, xs, ys, errors);
  }

  private Optional<Chart> borrow() {
    BorrowTables tables = new BorrowTables(results);
    List<Integer> threads = tables.threads("none");
    List<Chart.Series> series = new ArrayList<>();
    for (String pool : BorrowTables.POOLS) {
      List<Double> ys =
          threads.stream()
              .flatMap(count -> tables.throughput(pool, "none", count).stream())
              .map(Spread::median)
              .toList();
      if (!ys.isEmpty() && ys.size() == threads.size()) {
        List<Object> xs = threads.stream().<Object>map(count -> count + " threads").toList();
        series.add(Chart.Series.of(pool, xs, ys));
      }
    }
    return series.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Chart(
                "borrow-and-return",
                "Borrow + return over 10 connections, no server: more is better",
                "threads",
                "operations a microsecond",
                Chart.Kind.LOGARITHMIC_BARS,
                series));
  }
}
