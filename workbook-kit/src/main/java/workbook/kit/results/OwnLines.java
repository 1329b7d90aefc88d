package workbook.kit.results;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toSet;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import workbook.kit.catalog.ExerciseInfo;
import workbook.kit.files.Disk;

/**
 * Which lines of a learner's file are their own. What also stands in the reference solution was
 * given, or is right already; neither is the place to go on.
 */
public final class OwnLines {

  /** What is not code: comments, annotations, imports, braces. */
  private static final String NO_CODE = "(//|/?\\*|@|import |package ).*|[{}();\\s]*";

  /** In a method, and not the declaration of a member. */
  private static final String INDENTED = "\\s{4}.*|\\t\\t.*";

  private final List<Integer> own;

  private OwnLines(List<Integer> own) {
    this.own = own;
  }

  /** The own line to begin at, which is at first the gap; 0 if there is none. */
  public static int first(ExerciseInfo exercise) {
    return of(exercise).nearest(List.of());
  }

  static OwnLines of(ExerciseInfo exercise) {
    Path solution = exercise.pathIn(exercise.scenario().solutions());
    Set<String> given = Disk.lines(solution).stream().map(String::strip).collect(toSet());
    List<String> lines = Disk.lines(exercise.starter());
    return new OwnLines(
        IntStream.rangeClosed(1, lines.size())
            .boxed()
            .filter(number -> !lines.get(number - 1).strip().matches(NO_CODE))
            .filter(number -> !given.contains(lines.get(number - 1).strip()))
            .sorted(comparing(number -> !lines.get(number - 1).matches(INDENTED)))
            .toList());
  }

  /**
   * The line to go on at: the innermost own one of those that a failure names or leads through,
   * else the first own one in a method, else in the file, else the innermost; 0 if there is none of
   * these.
   */
  int nearest(List<Integer> failure) {
    return Stream.of(failure.stream().filter(own::contains), own.stream(), failure.stream())
        .flatMap(lines -> lines)
        .findFirst()
        .orElse(0);
  }
}
