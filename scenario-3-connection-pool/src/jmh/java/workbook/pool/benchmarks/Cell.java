package workbook.pool.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.Profiler;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * One figure of the tables: a benchmark with all that is to be known to run it.
 *
 * @param benchmark class and method
 * @param params its parameters
 * @param threads how many threads run it
 * @param timing for how long
 * @param profilers what is measured besides
 * @param jvm with which java it runs; {@code null} for this one
 * @param virtual whether its threads are virtual ones
 */
record Cell(
    String benchmark,
    Map<String, String> params,
    int threads,
    Timing timing,
    List<Class<? extends Profiler>> profilers,
    String jvm,
    boolean virtual) {

  /** An error of the server must end a run, not stall it. */
  private static final TimeValue TIMEOUT = TimeValue.minutes(2);

  /**
   * How long a cell warms up and is measured.
   *
   * @param shots measures single shots, of which one is enough
   */
  record Timing(long warmupMillis, long millis, boolean shots) {

    static Timing of(long warmupMillis, long millis) {
      return new Timing(warmupMillis, millis, false);
    }

    static Timing shot() {
      return new Timing(0, 0, true);
    }

    private void applyTo(ChainedOptionsBuilder options) {
      options.measurementIterations(1);
      if (shots) {
        options.warmupIterations(0);
      } else {
        options
            .warmupIterations(1)
            .warmupTime(scaled(warmupMillis))
            .measurementTime(scaled(millis));
      }
    }

    private static TimeValue scaled(long millis) {
      return TimeValue.milliseconds(Math.max(1, Math.round(millis * Settings.scale())));
    }
  }

  /** One fork of it, for JMH. */
  org.openjdk.jmh.runner.options.Options options() {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(benchmark) + "$")
            .threads(threads)
            .forks(1)
            .timeout(TIMEOUT)
            // With it, JMH stops measuring when the first thread is done and lets the others run on
            // uncounted; a pool whose callers wait for long would seem many times as fast.
            .syncIterations(false)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
    params.forEach(options::param);
    profilers.forEach(options::addProfiler);
    timing.applyTo(options);
    if (jvm != null) {
      options.jvm(jvm).jvmArgsAppend(argumentsOfNewJdk());
    }
    return options.build();
  }

  private String[] argumentsOfNewJdk() {
    String quiet = "--enable-native-access=ALL-UNNAMED"; // of the SDK's Netty
    return virtual ? new String[] {quiet, "-Djmh.executor=VIRTUAL"} : new String[] {quiet};
  }

  @Override
  public String toString() {
    return benchmark.substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1)
        + " "
        + new TreeMap<>(params)
        + ", threads="
        + threads;
  }
}
