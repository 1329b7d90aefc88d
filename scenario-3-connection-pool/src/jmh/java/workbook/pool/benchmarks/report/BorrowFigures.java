package workbook.pool.benchmarks.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the reference pool is meant to reach beside its peers where no server is in the way. */
final class BorrowFigures {

  private static final String SUBJECT = "workbook";
  private static final int CROWD = 32;

  /** What "within ten per cent of the best" leaves. */
  private static final double NEARLY = 0.9;

  private final BorrowTables tables;
  private final List<List<String>> rows = new ArrayList<>();

  BorrowFigures(Results results) {
    tables = new BorrowTables(results);
  }

  /** A row for each figure: what is wanted, where, what was measured, met or not. */
  List<List<String>> rows() {
    for (int threads : List.of(1, 4)) {
      atLeast(1, "stormpot", threads);
      atLeast(1.5, "HikariCP ConcurrentBag", threads);
      atLeast(30, "commons-pool2", threads);
    }
    atLeast(1, "HikariCP ConcurrentBag", CROWD);
    nearlyTheBest("cpu", "computing");
    nearlyTheBest("parked", "parked");
    return rows;
  }

  private void atLeast(double times, String peer, int threads) {
    String wanted = times == 1 ? "at least as fast as " : "at least " + Text.times(times) + " ";
    tables
        .throughput(peer, "none", threads)
        .ifPresent(theirs -> add(wanted + peer, "none", threads, theirs, times));
  }

  private void nearlyTheBest(String hold, String shown) {
    BorrowTables.POOLS.stream()
        .filter(pool -> !pool.equals(SUBJECT))
        .map(pool -> tables.throughput(pool, hold, CROWD))
        .flatMap(Optional::stream)
        .max(Comparator.comparingDouble(Spread::median))
        .ifPresent(
            best -> add("within 10 % of the best peer, " + shown, hold, CROWD, best, NEARLY));
  }

  private void add(String wanted, String hold, int threads, Spread theirs, double times) {
    tables
        .throughput(SUBJECT, hold, threads)
        .ifPresent(
            ours -> {
              boolean met =
                  ours.median() >= times * theirs.median() || (times == 1 && ours.overlaps(theirs));
              rows.add(
                  List.of(
                      "borrow + return " + wanted,
                      threads == 1 ? "1 thread" : threads + " threads",
                      ours + " a microsecond; " + theirs,
                      met ? "yes" : "**no**"));
            });
  }
}
