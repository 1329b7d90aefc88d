package workbook.pool.benchmarks.server;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import workbook.pool.benchmarks.stage.CurrentServer;

/**
 * Callers that make one call after the other, each through the same arm. JMH's threads are the
 * callers. {@link CallProfiler} adds how long calls took, waiting included, and how many
 * connections were opened.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class CallServer {

  /** How a caller comes by a connection; the names are those of {@link Arm#open}. */
  @Param("one shared client")
  public String arm;

  /** What it asks: describe or search. */
  @Param("describe")
  public String call;

  /**
   * The network between it and the server. Only a name: the launcher has set the server up before.
   */
  @Param("loopback")
  public String network;

  /** How long it keeps the connection after the call, in milliseconds. */
  @Param("0")
  public long hold;

  /** What sort of threads the callers are. Only a name: a JVM option tells JMH. */
  @Param("platform")
  public String threads;

  private Arm opened;
  private Arm.Call made;

  /** Opens the arm. */
  @Setup
  public void open() throws Exception {
    opened = Arm.open(arm, CurrentServer.settings());
    made = Calls.named(call, hold);
  }

  /** Before the arm is closed: the profiler comes after that. */
  @TearDown(Level.Iteration)
  public void count() {
    CallProfiler.opened(opened.opened());
  }

  /** Closes the arm. */
  @TearDown
  public void close() {
    opened.close();
  }

  /** One call. */
  @Benchmark
  public void call(Caller caller) {
    long start = System.nanoTime();
    try {
      opened.make(made);
    } catch (Exception e) {
      throw new CallFailed(e);
    }
    caller.took(System.nanoTime() - start);
  }
}
