package workbook.pool.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sketch's 7.5x, taken apart: a hundred requests, each step changing one thing. */
final class Claim {

  /** What the sketch says that a pool brings. */
  static final double CLAIMED = 7.5;

  private static final String BENCHMARK = "HundredRequests.hundredRequests";
  private static final List<Integer> WORKS = List.of(0, 50, 100, 200);

  private final Results results;

  Claim(Results results) {
    this.results = results;
  }

  private Optional<Spread> millis(
      String arm, int callers, int work, String connection, String opening) {
    return results
        .rows(
            BENCHMARK,
            Map.of(
                "arm", arm,
                "callers", Integer.toString(callers),
                "work", Integer.toString(work),
                "connection", connection,
                "opening", opening))
        .map(Row::score)
        .findFirst();
  }

  private Optional<Spread> without(int work) {
    return millis(Arms.PER_REQUEST, 1, work, "kept", "included");
  }

  private Optional<Spread> with(int work) {
    return millis(Arms.EXCLUSIVE, 100, work, "kept", "included");
  }

  /** The steps from one request at a time to what a service should do. */
  String steps() {
    Optional<Spread> base = without(100);
    if (base.isEmpty()) {
      return Tables.NOT_MEASURED;
    }
    List<List<String>> rows = new ArrayList<>();
    double serial = base.get().median();
    add(rows, serial, "A", "one at a time, a client for each", base);
    add(
        rows,
        serial,
        "B",
        "A + connection reuse",
        millis(Arms.ONE_CLIENT, 1, 100, "kept", "included"));
    add(
        rows,
        serial,
        "C",
        "A + ten at a time",
        millis(Arms.PER_REQUEST, 10, 100, "kept", "included"));
    add(rows, serial, "D", "the sketch's pool of 10: reuse, and ten at a time", with(100));
    add(
        rows,
        serial,
        "E",
        "D, the pool opened before the clock starts",
        millis(Arms.EXCLUSIVE, 100, 100, "kept", "before"));
    add(
        rows,
        serial,
        "F",
        "no pool at all: A + a hundred at a time",
        millis(Arms.PER_REQUEST, 100, 100, "kept", "included"));
    add(
        rows,
        serial,
        "G",
        "D, the connection returned before the work",
        millis(Arms.EXCLUSIVE, 100, 100, "returned first", "included"));
    add(
        rows,
        serial,
        "H",
        "shared leases, 4 connections, kept during the work",
        millis(Arms.SHARED_4, 100, 100, "kept", "included"));
    return Text.table(
        List.of("", "a hundred requests of 100 ms work", "time, ms", "faster than A"), rows);
  }

  private static void add(
      List<List<String>> rows, double serial, String step, String what, Optional<Spread> time) {
    time.ifPresent(
        spread ->
            rows.add(List.of(step, what, spread.toString(), Text.times(serial / spread.median()))));
  }

  /** How the ratio follows the sleep. */
  String curve() {
    List<List<String>> rows = new ArrayList<>();
    for (int work : WORKS) {
      Optional<Spread> without = without(work);
      Optional<Spread> with = with(work);
      if (without.isPresent() && with.isPresent()) {
        rows.add(
            List.of(
                work + " ms",
                without.get().toString(),
                with.get().toString(),
                Text.times(without.get().median() / with.get().median())));
      }
    }
    return rows.isEmpty()
        ? Tables.NOT_MEASURED
        : Text.table(List.of("work in each request", "A, ms", "D, ms", "D faster than A"), rows);
  }

  Optional<Chart> chart() {
    List<Object> works = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int work : WORKS) {
      Optional<Spread> without = without(work);
      Optional<Spread> with = with(work);
      if (without.isPresent() && with.isPresent()) {
        works.add(work);
        ratios.add(without.get().median() / with.get().median());
      }
    }
    if (works.size() < 2) {
      return Optional.empty();
    }
    return Optional.of(
        new Chart(
            "speed-up",
            "The \"speed-up\" is made by the sleep",
            "work in each request, ms",
            "one at a time / pool of 10",
            Chart.Kind.LINES,
            List.of(
                Chart.Series.of("measured", works, ratios),
                Chart.Series.of(
                    "claimed",
                    List.of(works.get(0), works.get(works.size() - 1)),
                    List.of(CLAIMED, CLAIMED)))));
  }

  /** Where the measured curve has the claimed value, in a sentence. */
  String sentence() {
    for (int i = 1; i < WORKS.size(); i++) {
      Optional<Double> before = ratio(WORKS.get(i - 1));
      Optional<Double> after = ratio(WORKS.get(i));
      if (before.isPresent()
          && after.isPresent()
          && (before.get() - CLAIMED) * (after.get() - CLAIMED) <= 0) {
        double share = (CLAIMED - before.get()) / (after.get() - before.get());
        double work = WORKS.get(i - 1) + share * (WORKS.get(i) - WORKS.get(i - 1));
        return String.format(
            java.util.Locale.ROOT,
            "Here the curve passes 7.5x at about %.0f ms of work: sleep as long in each request, and"
                + " the sketch's sentence is true.",
            work);
      }
    }
    return "In this run the curve does not pass 7.5x; its values are in the table.";
  }

  private Optional<Double> ratio(int work) {
    return without(work).flatMap(a -> with(work).map(d -> a.median() / d.median()));
  }
}
