package workbook.pool.benchmarks.server;

import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One calling thread and how long its calls took. */
@State(Scope.Thread)
public class Caller {

  private static final Queue<Caller> ALL = new ConcurrentLinkedQueue<>();

  private long[] nanos = new long[256];
  private int calls;

  /** Makes itself known. */
  @Setup
  public void register() {
    ALL.add(this);
  }

  void took(long duration) {
    if (calls == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * calls);
    }
    nanos[calls++] = duration;
  }

  /**
   * How long all calls since the last call of this method took, in nanoseconds, shortest first;
   * only while none is running.
   */
  static long[] takeAll() {
    long[] all =
        ALL.stream()
            .flatMapToLong(caller -> Arrays.stream(caller.nanos, 0, caller.calls))
            .sorted()
            .toArray();
    ALL.forEach(caller -> caller.calls = 0);
    return all;
  }

  /**
   * Only for {@link CallProfiler}: the value that this share of the sorted values does not exceed.
   */
  static double percentile(long[] sorted, double share) {
    return sorted.length == 0
        ? Double.NaN
        : (double) sorted[(int) Math.max(0, Math.ceil(share * sorted.length) - 1)];
  }
}
