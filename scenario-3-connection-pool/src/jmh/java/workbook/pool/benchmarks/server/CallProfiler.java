package workbook.pool.benchmarks.server;

import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Adds to what JMH reports how long calls took (median and 99th percentile, in milliseconds,
 * waiting for a connection included) and how many connections the arm has opened up to then.
 */
public final class CallProfiler implements InternalProfiler {

  private static volatile long opened;

  static void opened(long connections) {
    opened = connections;
  }

  @Override
  public String getDescription() {
    return "how long calls take, and connections opened";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    Caller.takeAll();
  }

  @Override
  public List<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    long[] nanos = Caller.takeAll();
    return List.of(
        scalar("p50", Caller.percentile(nanos, 0.50) / 1e6, "ms"),
        scalar("p99", Caller.percentile(nanos, 0.99) / 1e6, "ms"),
        scalar("connections opened", (double) opened, "connections"));
  }

  private static ScalarResult scalar(String name, double value, String unit) {
    return new ScalarResult(name, value, unit, AggregationPolicy.AVG);
  }
}
