package workbook.kit.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A filter on the shelf of {@link Subject}, and what comes of it.
 *
 * @param filter the filter
 * @param expected the keys it finds, or null if it is refused
 * @param elsewhere what comes of it where servers differ
 */
record FilterCase(String filter, List<Long> expected, List<Elsewhere> elsewhere) {

  /** The outcome on servers with a difference; keys are null if the filter is refused. */
  record Elsewhere(Difference difference, List<Long> expected) {}

  /** A filter that finds these keys. */
  static FilterCase finds(String filter, long... ids) {
    return new FilterCase(filter, list(ids), List.of());
  }

  /** A filter that finds the keys from one to another. */
  static FilterCase findsFrom(String filter, long first, long last) {
    return finds(filter, range(first, last));
  }

  /** A filter that is refused. */
  static FilterCase refused(String filter) {
    return new FilterCase(filter, null, List.of());
  }

  /** The same, but servers with that difference refuse it. */
  FilterCase refusedBy(Difference difference) {
    return with(new Elsewhere(difference, null));
  }

  /** The same, but servers with that difference find other keys. */
  FilterCase butFinds(Difference difference, long... ids) {
    return with(new Elsewhere(difference, list(ids)));
  }

  private FilterCase with(Elsewhere other) {
    List<Elsewhere> all = new ArrayList<>(elsewhere);
    all.add(other);
    return new FilterCase(filter, expected, all);
  }

  /** What the server has to do: the keys, or null if it has to refuse. */
  List<Long> expectedOf(Subject subject) {
    return elsewhere.stream()
        .filter(other -> subject.is(other.difference()))
        .findFirst()
        .map(other -> java.util.Optional.ofNullable(other.expected()))
        .orElse(java.util.Optional.ofNullable(expected))
        .orElse(null);
  }

  static long[] range(long first, long last) {
    return LongStream.rangeClosed(first, last).toArray();
  }

  private static List<Long> list(long[] ids) {
    return LongStream.of(ids).boxed().toList();
  }

  @Override
  public String toString() {
    return filter;
  }
}
