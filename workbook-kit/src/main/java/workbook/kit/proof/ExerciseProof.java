package workbook.kit.proof;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import workbook.kit.proof.Trial.Kind;

/**
 * What the proof found out about one exercise, as it stands in {@code proof.json}.
 *
 * @param id for instance {@code 3.01}
 * @param seconds its share of the whole proof's time: what its variants took, with the wait for
 *     their workers to be ready, spread over the workers
 * @param rules what is missing around its code; empty if nothing
 * @param alternatives by name
 * @param mistakes by name
 */
record ExerciseProof(
    String id,
    double seconds,
    List<String> rules,
    Verdict starter,
    Verdict solution,
    Map<String, Verdict> alternatives,
    Map<String, Verdict> mistakes) {

  static ExerciseProof of(String id, double seconds, List<String> rules, List<Tried> variants) {
    return new ExerciseProof(
        id,
        seconds,
        rules,
        byName(variants, Kind.STARTER).get(""),
        byName(variants, Kind.SOLUTION).get(""),
        byName(variants, Kind.ALTERNATIVE),
        byName(variants, Kind.MISTAKE));
  }

  boolean proven() {
    return complaints().isEmpty();
  }

  /** Everything that is wrong, a line each, starting with the exercise and its variant. */
  List<String> complaints() {
    Map<String, Verdict> all = new LinkedHashMap<>();
    all.put("starter", starter);
    all.put("solution", solution);
    alternatives.forEach((name, verdict) -> all.put("alternative " + name, verdict));
    mistakes.forEach((name, verdict) -> all.put("mistake " + name, verdict));
    List<String> complaints = new ArrayList<>(rules);
    all.entrySet().removeIf(one -> one.getValue().proven());
    all.forEach((variant, verdict) -> complaints.add(variant + ": " + verdict.text()));
    return complaints.stream().map(complaint -> id + " " + complaint).toList();
  }

  private static Map<String, Verdict> byName(List<Tried> variants, Kind kind) {
    Map<String, Verdict> verdicts = new LinkedHashMap<>();
    variants.stream()
        .filter(one -> one.trial().kind() == kind)
        .forEach(one -> verdicts.put(one.trial().name(), one.verdict()));
    return verdicts;
  }

  /**
   * A variant that was tried.
   *
   * @param nanos how long it took
   */
  record Tried(Trial trial, Verdict verdict, long nanos) {}
}
