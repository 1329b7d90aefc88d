package workbook.kit.results;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import workbook.kit.catalog.Catalog;
import workbook.kit.catalog.ExerciseInfo;
import workbook.kit.catalog.Scenario;

/**
 * How far a learner is in the whole workbook, as the files tell at the moment of asking.
 *
 * @param catalog the exercises of the whole workbook
 */
public record Progress(Catalog catalog) {

  /** The result of one exercise. */
  public ExerciseResult result(ExerciseInfo exercise) {
    return ExerciseResult.latest(exercise, Results.read(exercise.scenario()));
  }

  /** Writes new results down, beside the earlier ones of the scenario that still hold. */
  public void write(Scenario scenario, List<ExerciseResult> fresh) {
    List<ExerciseResult> known =
        Stream.concat(fresh.stream(), Results.read(scenario).stream()).toList();
    Stream<ExerciseInfo> all = catalog.exercises(scenario).stream();
    Results.write(scenario, all.map(one -> ExerciseResult.latest(one, known)).toList());
  }

  /**
   * The first exercise that is not solved: of the scenario that the learner ran or saved a file of
   * last, or of all once that is solved or before anything was run.
   */
  public Optional<ExerciseInfo> next() {
    Optional<Scenario> last = workedOnLast();
    return Stream.concat(
            unsolved().filter(exercise -> last.equals(Optional.of(exercise.scenario()))),
            unsolved())
        .findFirst();
  }

  /** The exercises that are not solved, in order. */
  public Stream<ExerciseInfo> unsolved() {
    return catalog.exercises().stream().filter(exercise -> !result(exercise).passed());
  }

  /** Empty before the first run: until then files are as new as their checkout. */
  private Optional<Scenario> workedOnLast() {
    return catalog.scenarios().stream().anyMatch(one -> changed(Results.file(one)) > 0)
        ? catalog.scenarios().stream().max(Comparator.comparing(this::workedOn))
        : Optional.empty();
  }

  private long workedOn(Scenario scenario) {
    return Stream.concat(
            Stream.of(Results.file(scenario)),
            catalog.exercises(scenario).stream().map(ExerciseInfo::starter))
        .mapToLong(Progress::changed)
        .max()
        .orElse(0);
  }

  /** In milliseconds; 0 if the file is not there. */
  private static long changed(Path file) {
    return file.toFile().lastModified();
  }
}
