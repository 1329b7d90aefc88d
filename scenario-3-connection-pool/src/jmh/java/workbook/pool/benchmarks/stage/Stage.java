package workbook.pool.benchmarks.stage;

/** Servers for the benchmarks. Not thread-safe. */
public interface Stage extends AutoCloseable {

  /** Whether it can put this network between callers and server. */
  boolean has(Network network);

  /** Makes {@link CurrentServer} name a warm server behind this network. */
  void set(Network network) throws Exception;

  /** What the server is, for a reader. */
  String describe();

  /** Ends what it has started. */
  @Override
  void close();
}
