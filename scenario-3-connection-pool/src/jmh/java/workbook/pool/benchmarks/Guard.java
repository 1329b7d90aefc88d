package workbook.pool.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;

/**
 * Notices when the reference pool falls behind its peers. Only ratios within one run count, so the
 * machine does not matter, and the margins are wide: it is to notice a lock that crept into the
 * fast path or a lost wake-up, not a nanosecond. What fails is measured again before it counts.
 */
final class Guard {

  private static final String SUBJECT = System.getProperty("benchmarks.guard.subject", "workbook");
  private static final Cell.Timing TIMING = Cell.Timing.of(400, 600);
  private static final int ATTEMPTS = 3;
  private static final int ROUNDS = 3;

  /**
   * What must hold: the subject makes at least this share of the peer's operations.
   *
   * @param hold what borrowers do with a connection
   */
  record Rule(String peer, String hold, int threads, double share) {

    private String outcome(double ratio) {
      return String.format(
          Locale.ROOT,
          "%s: %.2f of %s, at least %.2f wanted (hold: %s, %d threads)",
          SUBJECT,
          ratio,
          peer,
          share,
          hold,
          threads);
    }
  }

  /** When these were chosen, the reference made twice these shares or more, but for the last. */
  private static final List<Rule> RULES =
      List.of(
          new Rule("HikariCP ConcurrentBag", "none", 1, 0.7),
          new Rule("ArrayBlockingQueue", "none", 4, 0.7),
          new Rule("commons-pool2", "none", 4, 5),
          new Rule("ArrayBlockingQueue", "parked", BorrowCells.CROWD, 0.5));

  private Guard() {}

  static void run() {
    System.setProperty("jmh.ignoreLock", "true"); // another run slows both sides of a ratio
    List<Rule> open = RULES;
    for (int attempt = 1; attempt <= ATTEMPTS && !open.isEmpty(); attempt++) {
      System.out.printf("Guard, attempt %d of %d%n", attempt, ATTEMPTS);
      open = broken(open);
    }
    if (!open.isEmpty()) {
      System.out.printf(
          "The reference pool has fallen behind its peers, in each of %d attempts.%n"
              + "Compare with docs/benchmarks.md; -Dbenchmarks=borrow measures all of it.%n",
          ATTEMPTS);
      System.exit(1);
    }
  }

  private static List<Rule> broken(List<Rule> rules) {
    List<Cell> cells =
        rules.stream()
            .flatMap(rule -> List.of(cell(SUBJECT, rule), cell(rule.peer(), rule)).stream())
            .distinct()
            .toList();
    List<RunResult> results =
        new Rounds(ROUNDS, new Rounds.Progress(cells.size() * ROUNDS)).run(cells);
    Map<String, Double> scores =
        results.stream().collect(Collectors.toMap(Guard::key, Guard::median));
    List<Rule> broken = new ArrayList<>();
    for (Rule rule : rules) {
      double ratio = ratio(scores, rule);
      boolean holds = ratio >= rule.share(); // not if a cell has failed: NaN is not
      System.out.println((holds ? "ok    " : "BEHIND ") + rule.outcome(ratio));
      if (!holds) {
        broken.add(rule);
      }
    }
    return broken;
  }

  private static Cell cell(String pool, Rule rule) {
    return BorrowCells.throughput(pool, rule.hold(), rule.threads(), TIMING);
  }

  private static double ratio(Map<String, Double> scores, Rule rule) {
    double ours = scores.getOrDefault(key(SUBJECT, rule.hold(), rule.threads()), Double.NaN);
    double theirs = scores.getOrDefault(key(rule.peer(), rule.hold(), rule.threads()), Double.NaN);
    return ours / theirs;
  }

  private static double median(RunResult result) {
    return result.getAggregatedResult().getPrimaryResult().getStatistics().getPercentile(50);
  }

  private static String key(RunResult result) {
    var params = result.getParams();
    return key(params.getParam("pool"), params.getParam("hold"), params.getThreads());
  }

  private static String key(String pool, String hold, int threads) {
    return pool + "/" + hold + "/" + threads;
  }
}
