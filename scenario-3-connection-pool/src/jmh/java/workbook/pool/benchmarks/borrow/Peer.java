package workbook.pool.benchmarks.borrow;

import workbook.pool.PoolConfig;

/** A pool to compare, with connections that cost nothing. */
interface Peer extends AutoCloseable {

  /** How long a borrower waits before something must be wrong. */
  int DEADLINE_SECONDS = 30;

  /** Borrows, does the work, returns. */
  void use(Work work) throws Exception;

  @Override
  default void close() {}

  /** What is done with the connection. */
  interface Work {
    /** Does it. */
    void with(Object connection);
  }

  /**
   * Opens a pool that is full from the start.
   *
   * @throws IllegalArgumentException if there is no pool of this name
   */
  static Peer open(String name, int size) throws Exception {
    return switch (name) {
      case "workbook" -> new WorkbookPeer(size, 1, PoolConfig.NEVER);
      case "workbook, leak detection" -> new WorkbookPeer(size, 1, WorkbookPeer.LEAK_THRESHOLD);
      case "workbook, shared" -> new WorkbookPeer(size, 100, PoolConfig.NEVER);
      case "stormpot" -> new StormpotPeer(size, false);
      case "stormpot, expiring" -> new StormpotPeer(size, true);
      case "HikariCP ConcurrentBag" -> new HikariPeer(size);
      case "commons-pool2" -> new CommonsPeer(size, false);
      case "commons-pool2, leak detection" -> new CommonsPeer(size, true);
      case "vibur" -> new ViburPeer(size);
      case "ArrayBlockingQueue" -> new QueuePeer(size);
      case "Semaphore + deque" -> new SemaphorePeer(size);
      default -> throw new IllegalArgumentException("no such pool: " + name);
    };
  }
}
