package workbook.pool.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the reference pool is meant to reach, and whether it did in this run. */
final class Figures {

  private final Results results;

  Figures(Results results) {
    this.results = results;
  }

  /** A row for each figure: what is wanted, what was measured, met or not. */
  String table() {
    List<List<String>> rows = new ArrayList<>();
    for (String network : List.of(Condition.LOOPBACK, Condition.RTT_2, Condition.RTT_2_TLS)) {
      for (String call : List.of("describe", "search")) {
        Condition condition = Condition.hundred(network, call);
        Arms.bestShared(results, condition)
            .ifPresent(
                best -> {
                  beside(rows, condition, best, Arms.SDK);
                  beside(rows, condition, best, Arms.ONE_CLIENT);
                });
      }
    }
    overPerRequest(rows, "describe", 10);
    overPerRequest(rows, "search", 6);
    rows.addAll(new BorrowFigures(results).rows());
    return rows.isEmpty()
        ? Tables.NOT_MEASURED
        : Text.table(List.of("wanted", "where", "measured", "met"), rows);
  }

  private void beside(List<List<String>> rows, Condition condition, Row best, String other) {
    Optional<Row> beside = results.calls(other, condition);
    beside.ifPresent(
        row -> {
          rows.add(
              List.of(
                  "shared leases at least as fast as " + other,
                  condition.title(),
                  best.score() + " by " + best.param("arm") + "; " + row.score(),
                  met(atLeast(best.score(), row.score()))));
          worst(rows, condition, best, row);
        });
  }

  private static void worst(List<List<String>> rows, Condition condition, Row best, Row other) {
    Optional<Spread> ours = best.other("p99");
    Optional<Spread> theirs = other.other("p99");
    if (ours.isPresent() && theirs.isPresent()) {
      rows.add(
          List.of(
              "p99 no worse than that of " + other.param("arm"),
              condition.title(),
              ours.get() + " ms; " + theirs.get() + " ms",
              met(atLeast(theirs.get(), ours.get()))));
    }
  }

  /** By the medians, or because the ranges leave it open. */
  private static boolean atLeast(Spread more, Spread less) {
    return more.median() >= less.median() || more.overlaps(less);
  }

  private void overPerRequest(List<List<String>> rows, String call, double wanted) {
    Condition condition = Condition.hundred(Condition.RTT_2_TLS, call);
    Optional<Row> best = Arms.bestShared(results, condition);
    Optional<Row> perRequest = results.calls(Arms.PER_REQUEST, condition);
    if (best.isPresent() && perRequest.isPresent()) {
      double ratio = best.get().score().median() / perRequest.get().score().median();
      rows.add(
          List.of(
              "pooled at least " + Text.times(wanted) + " a client per request",
              condition.title(),
              Text.times(ratio),
              met(ratio >= wanted)));
    }
  }

  private static String met(boolean met) {
    return met ? "yes" : "**no**";
  }
}
