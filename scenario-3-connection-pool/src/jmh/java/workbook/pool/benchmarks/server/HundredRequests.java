package workbook.pool.benchmarks.server;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
import workbook.pool.benchmarks.stage.CurrentServer;

/**
 * A hundred requests, once, by a program that has just started: what the sketch behind this
 * scenario timed to claim 7.5x. Each parameter is one of the things that the claim mixes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class HundredRequests {

  private static final int REQUESTS = 100;

  /** How a request comes by a connection; the names are those of {@link Arm#open}. */
  @Param("client per request")
  public String arm;

  /** How many requests there are at a time. */
  @Param("1")
  public int callers;

  /** How long each works beside its call, in milliseconds. */
  @Param("100")
  public long work;

  /** Whether it does so with the connection kept, or after it is returned. */
  @Param("kept")
  public String connection;

  /** Whether the time to open the arm counts: included, or before. */
  @Param("included")
  public String opening;

  private Arm before;

  /** Opens the arm if that does not count. */
  @Setup
  public void open() throws Exception {
    if (opening.equals("before")) {
      before = Arm.open(arm, CurrentServer.settings());
    }
  }

  /** Closes it. */
  @TearDown
  public void close() {
    if (before != null) {
      before.close();
    }
  }

  /** All of them, from the first to the end of the last. */
  @Benchmark
  public void hundredRequests() throws Exception {
    if (before != null) {
      run(before);
    } else {
      try (Arm opened = Arm.open(arm, CurrentServer.settings())) {
        run(opened);
      }
    }
  }

  private void run(Arm opened) throws Exception {
    boolean kept = connection.equals("kept");
    Arm.Call call = Calls.named("describe", kept ? work : 0);
    Callable<Void> request =
        () -> {
          opened.make(call);
          if (!kept) {
            TimeUnit.MILLISECONDS.sleep(work);
          }
          return null;
        };
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try {
      List<Future<Void>> requests = new ArrayList<>();
      for (int i = 0; i < REQUESTS; i++) {
        requests.add(threads.submit(request));
      }
      for (Future<Void> done : requests) {
        done.get();
      }
    } finally {
      threads.shutdown();
    }
  }
}
