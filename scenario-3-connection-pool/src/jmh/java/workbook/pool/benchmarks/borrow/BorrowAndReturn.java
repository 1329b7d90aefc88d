package workbook.pool.benchmarks.borrow;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What borrowing and returning itself costs: a pool of ten, connections that cost nothing.
 *
 * <p>{@link #longestWait} measures the same with the time of every borrow taken, which costs more
 * than a borrow does. So the throughput is that of {@link #throughput} and the wait that of the
 * other.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class BorrowAndReturn {

  /** As many connections as the sketch has. */
  static final int SIZE = 10;

  /** Which pool; the names are those of {@link Peer#open}. */
  @Param("workbook")
  public String pool;

  /** What the borrower does with the connection: none, cpu or parked. */
  @Param("none")
  public String hold;

  private Peer peer;
  private Peer.Work work;

  /** Opens the pool. */
  @Setup
  public void open(Blackhole sink) throws Exception {
    peer = Peer.open(pool, SIZE);
    work = Hold.named(hold, sink);
  }

  /** Closes the pool. */
  @TearDown
  public void close() {
    peer.close();
  }

  /** One borrow and one return. */
  @Benchmark
  public void throughput() throws Exception {
    peer.use(work);
  }

  /** The same, watched: {@link WaitProfiler} reports the longest wait of an iteration. */
  @Benchmark
  public void longestWait(Borrower borrower) throws Exception {
    borrower.asks();
    peer.use(borrower.timing(work));
  }
}
