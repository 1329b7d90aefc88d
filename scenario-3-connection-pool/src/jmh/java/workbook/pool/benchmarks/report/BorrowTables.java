package workbook.pool.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Tables of borrowing and returning without a server. */
final class BorrowTables {

  static final List<String> POOLS =
      List.of(
          "workbook",
          "stormpot",
          "HikariCP ConcurrentBag",
          "ArrayBlockingQueue",
          "Semaphore + deque",
          "vibur",
          "commons-pool2");

  static final String THROUGHPUT = "BorrowAndReturn.throughput";
  private static final String LONGEST_WAIT = "BorrowAndReturn.longestWait";
  private static final List<String> HOLDS = List.of("none", "cpu", "parked");

  private final Results results;

  BorrowTables(Results results) {
    this.results = results;
  }

  /** Operations a microsecond by pool and threads, a table for each hold. */
  String throughput() {
    List<String> tables = new ArrayList<>();
    for (String hold : HOLDS) {
      List<Integer> threads = threads(hold);
      if (!threads.isEmpty()) {
        tables.add("**" + title(hold) + "**\n\n" + throughput(POOLS, hold, threads));
      }
    }
    return tables.isEmpty() ? Tables.NOT_MEASURED : String.join("\n\n", tables);
  }

  /** What sharing, leak detection and expiry cost: variants of a pool under it. */
  String variants() {
    return throughput(
        List.of(
            "workbook",
            "workbook, leak detection",
            "workbook, shared",
            "stormpot",
            "stormpot, expiring",
            "commons-pool2",
            "commons-pool2, leak detection"),
        "none",
        threads("none"));
  }

  private static String title(String hold) {
    return switch (hold) {
      case "none" -> "Nothing done with the connection";
      case "cpu" -> "Some two microseconds of computing with it";
      case "parked" -> "Parked with it for a tenth of a millisecond";
      default -> throw new IllegalArgumentException(hold);
    };
  }

  private String throughput(List<String> pools, String hold, List<Integer> threads) {
    List<List<String>> rows = new ArrayList<>();
    for (String pool : pools) {
      List<String> row = new ArrayList<>(List.of(pool));
      threads.forEach(count -> row.add(text(throughput(pool, hold, count))));
      rows.add(row);
    }
    List<String> head = new ArrayList<>(List.of("borrow + return, a microsecond"));
    threads.forEach(count -> head.add(count == 1 ? "1 thread" : count + " threads"));
    return Text.table(head, rows);
  }

  /** Which numbers of threads were measured with that hold. */
  List<Integer> threads(String hold) {
    TreeSet<Integer> threads = new TreeSet<>();
    results.rows(THROUGHPUT, Map.of("hold", hold)).forEach(row -> threads.add(row.threads()));
    return List.copyOf(threads);
  }

  Optional<Spread> throughput(String pool, String hold, int threads) {
    return results
        .rows(THROUGHPUT, Map.of("pool", pool, "hold", hold))
        .filter(row -> row.threads() == threads)
        .map(Row::score)
        .findFirst();
  }

  /** The longest wait of a second, by pool and hold. */
  String longestWait() {
    List<List<String>> rows = new ArrayList<>();
    for (String pool : POOLS) {
      List<String> row = new ArrayList<>(List.of(pool));
      for (String hold : HOLDS) {
        row.add(
            text(
                results
                    .rows(LONGEST_WAIT, Map.of("pool", pool, "hold", hold))
                    .findFirst()
                    .flatMap(found -> found.other("longest wait"))));
      }
      rows.add(row);
    }
    return results.rows(LONGEST_WAIT, Map.of()).findAny().isEmpty()
        ? Tables.NOT_MEASURED
        : Text.table(
            List.of("longest wait of a second, ms; 32 threads", "no hold", "computing", "parked"),
            rows);
  }

  private static String text(Optional<Spread> spread) {
    return spread.map(Spread::toString).orElse("–");
  }
}
