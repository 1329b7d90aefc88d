package workbook.pool.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import workbook.pool.benchmarks.borrow.BorrowAndReturn;
import workbook.pool.benchmarks.borrow.WaitProfiler;

/** The cells without a server. */
final class BorrowCells {

  /** The reference pool and whom it is compared with. */
  static final List<String> POOLS =
      List.of(
          "workbook",
          "stormpot",
          "HikariCP ConcurrentBag",
          "ArrayBlockingQueue",
          "Semaphore + deque",
          "vibur",
          "commons-pool2");

  private static final List<String> VARIANTS =
      List.of(
          "workbook, shared",
          "workbook, leak detection",
          "stormpot, expiring",
          "commons-pool2, leak detection");
  private static final List<String> HOLDS = List.of("none", "cpu", "parked");
  private static final List<Integer> THREADS = List.of(1, 4, 32);

  /** More threads than connections: somebody has to wait. */
  static final int CROWD = 32;

  private static final Cell.Timing SHORT = Cell.Timing.of(400, 700);
  private static final Cell.Timing A_SECOND = Cell.Timing.of(400, 1_000);

  private BorrowCells() {}

  static List<Cell> quick() {
    return POOLS.stream().map(pool -> throughput(pool, "none", 4, SHORT)).toList();
  }

  static List<Cell> full() {
    List<Cell> cells = new ArrayList<>();
    for (String hold : HOLDS) {
      for (int threads : THREADS) {
        POOLS.forEach(pool -> cells.add(throughput(pool, hold, threads, SHORT)));
      }
      POOLS.forEach(pool -> cells.add(longestWait(pool, hold)));
    }
    for (int threads : THREADS) {
      VARIANTS.forEach(pool -> cells.add(throughput(pool, "none", threads, SHORT)));
    }
    return cells;
  }

  static Cell throughput(String pool, String hold, int threads, Cell.Timing timing) {
    return new Cell(
        BorrowAndReturn.class.getName() + ".throughput",
        Map.of("pool", pool, "hold", hold),
        threads,
        timing,
        List.of(),
        null,
        false);
  }

  private static Cell longestWait(String pool, String hold) {
    return new Cell(
        BorrowAndReturn.class.getName() + ".longestWait",
        Map.of("pool", pool, "hold", hold),
        CROWD,
        A_SECOND,
        List.of(WaitProfiler.class),
        null,
        false);
  }
}
