package workbook.pool.benchmarks.borrow;

import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/** Adds the longest wait of an iteration to what JMH reports. */
public final class WaitProfiler implements InternalProfiler {

  @Override
  public String getDescription() {
    return "the longest wait for a connection";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    Borrower.takeLongest();
  }

  @Override
  public List<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    double millis = Borrower.takeLongest() / 1e6;
    return List.of(new ScalarResult("longest wait", millis, "ms", AggregationPolicy.MAX));
  }
}
