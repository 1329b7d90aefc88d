package workbook.pool.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tables of calls to a server. */
final class CallTables {

  private static final List<String> HEAD =
      List.of(
          "arm",
          "calls a second",
          "p50, ms",
          "p99, ms",
          "connections opened",
          "allocated, KB a call");

  private final Results results;

  CallTables(Results results) {
    this.results = results;
  }

  /** A table for each of these conditions that was measured, each under its title. */
  String of(List<Condition> conditions) {
    List<String> tables = new ArrayList<>();
    for (Condition condition : conditions) {
      if (results.calls(condition).findAny().isPresent()) {
        tables.add("**" + title(condition) + "**\n\n" + of(condition));
      }
    }
    return tables.isEmpty() ? Tables.NOT_MEASURED : String.join("\n\n", tables);
  }

  private static String title(Condition condition) {
    String title = condition.title() + ", " + condition.callers() + " callers";
    if (condition.callers() == 1) {
      title = condition.title() + ", one caller";
    }
    if (condition.hold() > 0) {
      title += ", the connection kept for " + condition.hold() + " ms more";
    }
    return condition.threads().equals("platform")
        ? title
        : title + ", " + condition.threads().replace(", new JDK", " threads");
  }

  private String of(Condition condition) {
    List<List<String>> rows = new ArrayList<>();
    for (String arm : Arms.ALL) {
      results.calls(arm, condition).ifPresent(row -> rows.add(cells(row)));
    }
    return Text.table(HEAD, rows);
  }

  private static List<String> cells(Row row) {
    return List.of(
        row.param("arm"),
        row.score().toString(),
        text(row.other("p50")),
        text(row.other("p99")),
        row.other("connections opened").map(s -> Text.number(s.median())).orElse("–"),
        row.other("gc.alloc.rate.norm").map(s -> Text.number(s.median() / 1024)).orElse("–"));
  }

  private static String text(Optional<Spread> spread) {
    return spread.map(Spread::toString).orElse("–");
  }

  /** What each of the three choices of the decision table gives here. */
  String choices() {
    List<Condition> conditions =
        List.of(
            Condition.hundred(Condition.LOOPBACK, "describe"),
            Condition.hundred(Condition.RTT_2, "describe"),
            Condition.hundred(Condition.RTT_2_TLS, "describe"),
            Condition.hundred(Condition.RTT_20, "describe"),
            Condition.hundred(Condition.LOOPBACK, "search"),
            Condition.hundred(Condition.RTT_2_TLS, "search"),
            Condition.held());
    List<List<String>> rows = new ArrayList<>();
    for (Condition condition : conditions) {
      if (results.calls(condition).findAny().isPresent()) {
        rows.add(
            List.of(
                condition.title() + (condition.hold() > 0 ? ", kept 100 ms more" : ""),
                rate(Arms.PER_REQUEST, condition),
                rate(Arms.ONE_CLIENT, condition),
                rate(Arms.SHARED_4, condition),
                rate(Arms.EXCLUSIVE, condition)));
      }
    }
    return Text.table(
        List.of(
            "calls a second, 100 callers",
            "client per request",
            "one client",
            "multiplexed pool of 4",
            "exclusive pool of 10"),
        rows);
  }

  private String rate(String arm, Condition condition) {
    return results.calls(arm, condition).map(row -> row.score().toString()).orElse("–");
  }
}
