package workbook.kit.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the proof found out about one exercise.
 *
 * @param id for instance {@code 3.01}
 * @param seconds from the start of its first variant to the end of its last
 * @param rules what is missing around its code; empty if nothing
 * @param alternatives by name, sorted
 * @param mistakes by name, sorted
 */
record ExerciseProof(
    String id,
    double seconds,
    List<String> rules,
    Verdict starter,
    Verdict solution,
    Map<String, Verdict> alternatives,
    Map<String, Verdict> mistakes) {

  boolean proven() {
    return complaints().isEmpty();
  }

  /** Everything that is wrong, a line each, starting with the exercise and its variant. */
  List<String> complaints() {
    List<String> all = new ArrayList<>();
    rules.forEach(rule -> all.add(id + " " + rule));
    complaint("starter", starter).forEach(all::add);
    complaint("solution", solution).forEach(all::add);
    alternatives.forEach(
        (name, verdict) -> complaint("alternative " + name, verdict).forEach(all::add));
    mistakes.forEach((name, verdict) -> complaint("mistake " + name, verdict).forEach(all::add));
    return all;
  }

  private Stream<String> complaint(String variant, Verdict verdict) {
    return verdict.proven() ? Stream.of() : Stream.of(id + " " + variant + ": " + verdict.text());
  }
}
