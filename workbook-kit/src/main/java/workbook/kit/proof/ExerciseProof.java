package workbook.kit.proof;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workbook.kit.proof.Trial.Kind;

/**
 * What the proof found out about one exercise.
 *
 * @param id for instance {@code 3.01}
 * @param rules what is missing around its code; empty if nothing
 * @param tried its variants
 * @param workers how many variants ran beside each other
 */
record ExerciseProof(String id, List<String> rules, List<Tried> tried, int workers) {

  private static final double NANOS = 1e9;

  boolean proven() {
    return complaints().isEmpty();
  }

  /** Its share of the whole proof's time: what its variants took, spread over the workers. */
  double seconds() {
    long nanos = tried.stream().mapToLong(Tried::nanos).sum();
    return Math.round(10 * nanos / NANOS / workers) / 10.0;
  }

  /** The variants of one kind, by name. */
  Map<String, Verdict> verdicts(Kind kind) {
    return tried.stream()
        .filter(one -> one.trial().kind() == kind)
        .collect(
            Collectors.toMap(
                one -> one.trial().name(), Tried::verdict, (a, b) -> a, LinkedHashMap::new));
  }

  /** Everything that is wrong, a line each, starting with the exercise and its variant. */
  List<String> complaints() {
    return Stream.concat(
            rules.stream(),
            tried.stream()
                .filter(one -> !one.verdict().proven())
                .map(one -> one.trial().label() + ": " + one.verdict().text()))
        .map(complaint -> id + " " + complaint)
        .toList();
  }

  /**
   * A variant that was tried.
   *
   * @param nanos how long it took, with the wait for its worker to be ready
   */
  record Tried(Trial trial, Verdict verdict, long nanos) {}
}
