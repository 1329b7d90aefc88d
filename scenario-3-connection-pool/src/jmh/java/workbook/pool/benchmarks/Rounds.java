package workbook.pool.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Runs cells round by round: in each round every cell once, in a JVM of its own, in an order by
 * chance. JMH by itself would run all forks of one cell, then all of the next, and a machine that
 * becomes slower for a minute would make one arm look slow. Here it makes one round look slow, of
 * all arms, and the median forgets it.
 *
 * <p>To JMH a round is a fork: its results have one line of raw data for each.
 */
final class Rounds {

  private final int rounds;
  private final Progress progress;

  Rounds(int rounds, Progress progress) {
    this.rounds = rounds;
    this.progress = progress;
  }

  /** The results, in the order of the cells. A cell that failed in every round is absent. */
  List<RunResult> run(List<Cell> cells) {
    Map<Cell, List<BenchmarkResult>> results = new LinkedHashMap<>();
    cells.forEach(cell -> results.put(cell, new ArrayList<>()));
    for (int round = 0; round < rounds; round++) {
      List<Cell> order = new ArrayList<>(cells);
      Collections.shuffle(order, new Random(round));
      for (Cell cell : order) {
        results.get(cell).addAll(runOnce(cell));
      }
    }
    return results.values().stream()
        .filter(rows -> !rows.isEmpty())
        .map(rows -> new RunResult(rows.get(0).getParams(), rows))
        .toList();
  }

  private Collection<BenchmarkResult> runOnce(Cell cell) {
    long start = System.nanoTime();
    try {
      RunResult result = new Runner(cell.options()).runSingle();
      progress.done(cell, result, Duration.ofNanos(System.nanoTime() - start));
      return result.getBenchmarkResults();
    } catch (RunnerException e) {
      progress.failed(cell, e);
      return List.of();
    }
  }

  /** Tells on standard output how far a run is. Not thread-safe. */
  static final class Progress {
    /** Then it is not the cells that fail. */
    private static final int TOO_MANY = 3;

    private final int total;
    private final long start = System.nanoTime();
    private int done;
    private int failures;
    private int inARow;

    Progress(int total) {
      this.total = total;
    }

    private void done(Cell cell, RunResult result, Duration took) {
      done++;
      inARow = 0;
      System.out.printf(
          Locale.ROOT,
          "%4d/%d  %12s %s  %s  (%.1f s; about %s left)%n",
          done,
          total,
          number(result.getPrimaryResult().getScore()),
          result.getPrimaryResult().getScoreUnit(),
          cell,
          took.toMillis() / 1000.0,
          left());
    }

    private static String number(double score) {
      return String.format(Locale.ROOT, score < 10 ? "%.3f" : "%,.1f", score);
    }

    private void failed(Cell cell, RunnerException e) {
      done++;
      failures++;
      System.out.printf("%4d/%d  FAILED  %s: %s%n", done, total, cell, root(e));
      if (++inARow == TOO_MANY) {
        throw new IllegalStateException(TOO_MANY + " cells in a row have failed", e);
      }
    }

    /** JMH keeps what a benchmark threw as suppressed exceptions. */
    private static Throwable root(Throwable e) {
      Throwable next =
          e.getCause() == null && e.getSuppressed().length > 0
              ? e.getSuppressed()[0]
              : e.getCause();
      return next == null ? e : root(next);
    }

    private String left() {
      long seconds = (System.nanoTime() - start) / 1_000_000_000 * (total - done) / done;
      return seconds < 90 ? seconds + " s" : (seconds + 30) / 60 + " min";
    }

    int failures() {
      return failures;
    }
  }
}
