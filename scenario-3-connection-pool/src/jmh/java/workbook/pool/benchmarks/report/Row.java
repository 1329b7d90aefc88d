package workbook.pool.benchmarks.report;

import java.util.Map;
import java.util.Optional;

/**
 * A cell that was measured.
 *
 * @param benchmark class and method, without the package
 * @param params its parameters
 * @param threads how many threads ran it
 * @param jdk the version of the JDK
 * @param score what JMH measured, in each round
 * @param others what profilers measured, by name
 */
record Row(
    String benchmark,
    Map<String, String> params,
    int threads,
    String jdk,
    Spread score,
    Map<String, Spread> others) {

  boolean is(String name, Map<String, String> wanted) {
    return benchmark.equals(name) && params.entrySet().containsAll(wanted.entrySet());
  }

  String param(String name) {
    return params.get(name);
  }

  Optional<Spread> other(String name) {
    return Optional.ofNullable(others.get(name));
  }
}
