package workbook.kit.results;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toCollection;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import workbook.kit.catalog.ExerciseInfo;
import workbook.kit.catalog.Scenario;
import workbook.kit.files.Disk;

/**
 * Which lines of a learner's file are their own. What stands in every variant of the exercise, in
 * the solution as in each alternative and each known mistake, was given with the starter.
 *
 * @param own their numbers, those in methods first
 */
public record OwnLines(List<Integer> own) {

  /** What is not code: comments, annotations, imports, braces. */
  private static final String NO_CODE = "(//|/?\\*|@|import |package ).*|[{}();\\s]*";

  /** In a method: not the declaration of a member, and not a field that a constructor sets. */
  private static final String IN_METHOD =
      "(?!\\s+(this\\.\\w+ = |(private|public|static) ))(\\s{4}|\\t\\t).*";

  /** Compares the learner's file with all variants of the exercise. */
  public static OwnLines of(ExerciseInfo exercise) {
    Set<String> given = given(exercise);
    List<String> lines = Disk.lines(exercise.starter());
    return new OwnLines(
        IntStream.rangeClosed(1, lines.size())
            .boxed()
            .filter(number -> !lines.get(number - 1).strip().matches(NO_CODE))
            .filter(number -> !given.contains(lines.get(number - 1).strip()))
            .sorted(comparing(number -> !lines.get(number - 1).matches(IN_METHOD)))
            .toList());
  }

  private static Set<String> given(ExerciseInfo exercise) {
    Scenario scenario = exercise.scenario();
    Set<String> given = code(exercise.pathIn(scenario.solutions()));
    Stream.of(scenario.alternatives(exercise.id()), scenario.mistakes(exercise.id()))
        .flatMap(List::stream)
        .forEach(variant -> given.retainAll(code(exercise.pathIn(variant.sources()))));
    return given;
  }

  private static Set<String> code(Path file) {
    return Disk.lines(file).stream().map(String::strip).collect(toCollection(HashSet::new));
  }

  /**
   * The line to go on at: the innermost own one of those that a failure names or leads through,
   * else the first own one in a method, else in the file, else the innermost; 0 if there is none of
   * these.
   */
  public int nearest(List<Integer> failure) {
    return Stream.of(failure.stream().filter(own::contains), own.stream(), failure.stream())
        .flatMap(lines -> lines)
        .findFirst()
        .orElse(0);
  }
}
