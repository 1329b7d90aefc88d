package workbook.pool.benchmarks.report;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The names of the arms, as far as the report speaks of them. */
final class Arms {

  static final String SERIAL = "serial, no pool";
  static final String PER_REQUEST = "client per request";
  static final String EXCLUSIVE = "exclusive pool of 10";
  static final String ONE_CLIENT = "one shared client";
  static final String SDK = "the SDK's pool";
  static final String SHARED_4 = "shared leases, 4 connections";

  /** In a fixed order: results come in the order of the run. */
  static final List<String> ALL =
      List.of(
          SERIAL,
          PER_REQUEST,
          "commons-pool2, 10 connections",
          EXCLUSIVE,
          "shared leases, 1 connection",
          "shared leases, 2 connections",
          SHARED_4,
          "shared leases, 10 connections",
          ONE_CLIENT,
          SDK);

  private Arms() {}

  /** The shared leases with the number of connections that made the most calls. */
  static Optional<Row> bestShared(Results results, Condition condition) {
    return results
        .calls(condition)
        .filter(row -> row.param("arm").startsWith("shared leases"))
        .max(Comparator.comparingDouble(row -> row.score().median()));
  }
}
