package workbook.kit.catalog;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The exercises, read from the sources of their tests. A learner's broken file takes no exercise
 * off the list.
 *
 * @param exercises all of them, in the order of their ids
 */
public record Catalog(List<ExerciseInfo> exercises) {

  /**
   * Reads the exercises of some scenarios.
   *
   * @throws IllegalArgumentException if an exercise is not described as it must be; the message
   *     names the file
   * @throws UncheckedIOException if a file cannot be read
   */
  public static Catalog of(List<Scenario> scenarios) {
    return new Catalog(
        scenarios.stream()
            .flatMap(AnnotatedTests::read)
            .sorted(Comparator.comparing(ExerciseInfo::id))
            .toList());
  }

  /** Reads the exercises of the whole workbook. */
  public static Catalog ofWorkbook(Path top) {
    return of(Scenario.all(top));
  }

  /** The exercises of one scenario. */
  public List<ExerciseInfo> exercises(Scenario scenario) {
    return exercises.stream().filter(one -> one.scenario().equals(scenario)).toList();
  }

  /** The scenarios that have exercises. */
  public List<Scenario> scenarios() {
    return exercises.stream().map(ExerciseInfo::scenario).distinct().toList();
  }

  /** The exercise with this id. */
  public Optional<ExerciseInfo> find(String id) {
    return exercises.stream().filter(exercise -> exercise.id().equals(id)).findFirst();
  }
}
