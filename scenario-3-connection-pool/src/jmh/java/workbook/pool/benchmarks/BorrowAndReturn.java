package workbook.pool.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What borrowing and returning itself costs: a pool of ten, connections that cost nothing. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BorrowAndReturn {

  @Param({
    "workbook",
    "stormpot",
    "HikariCP bag",
    "commons-pool2",
    "vibur",
    "ArrayBlockingQueue",
    "Semaphore + deque"
  })
  public String pool;

  @Param({"none", "cpu", "parked"})
  public String hold;

  private Arm arm;
  private Arm.Work work;

  @Setup
  public void open(Blackhole sink) throws Exception {
    arm = Arm.named(pool, 10);
    work =
        switch (hold) {
          case "none" -> sink::consume;
          case "cpu" -> connection -> Blackhole.consumeCPU(1000);
          case "parked" -> connection -> LockSupport.parkNanos(100_000);
          default -> throw new IllegalArgumentException("no such hold: " + hold);
        };
  }

  @TearDown
  public void close() throws Exception {
    arm.close();
  }

  @Benchmark
  public void borrowAndReturn() throws Exception {
    arm.use(work);
  }
}
