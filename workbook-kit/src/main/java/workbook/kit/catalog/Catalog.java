package workbook.kit.catalog;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The exercises, read from the sources of their tests. A learner's broken file takes no exercise
 * off the list.
 */
public final class Catalog {

  private final List<ExerciseInfo> exercises;

  private Catalog(List<ExerciseInfo> exercises) {
    this.exercises = exercises;
  }

  /**
   * Reads the exercises of some scenarios.
   *
   * @throws IllegalArgumentException if an exercise is not described as it must be; the message
   *     names the file
   * @throws UncheckedIOException if a file cannot be read
   */
  public static Catalog of(List<Scenario> scenarios) {
    return new Catalog(
        AnnotatedTests.read(scenarios).stream()
            .sorted(Comparator.comparing(ExerciseInfo::id))
            .toList());
  }

  /** Reads the exercises of the whole workbook. */
  public static Catalog ofWorkbook(Path top) {
    return of(Scenario.all(top));
  }

  /** All exercises in the order of their ids. */
  public List<ExerciseInfo> exercises() {
    return exercises;
  }

  /** The exercises of one scenario. */
  public List<ExerciseInfo> exercises(Scenario scenario) {
    return exercises.stream().filter(one -> one.scenario().equals(scenario)).toList();
  }

  /** The scenarios that have exercises. */
  public List<Scenario> scenarios() {
    return exercises.stream().map(ExerciseInfo::scenario).distinct().toList();
  }

  /** The exercise with this id; {@code 301} and {@code 3.1} mean {@code 3.01} too. */
  public Optional<ExerciseInfo> find(String id) {
    String wanted = id.replaceFirst("^(\\d)(\\d\\d)$", "$1.$2").replaceFirst("\\.(\\d)$", ".0$1");
    return exercises.stream().filter(exercise -> exercise.id().equals(wanted)).findFirst();
  }
}
