package workbook.kit.results;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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

  private final List<Integer> own;

  private OwnLines(List<Integer> own) {
    this.own = own;
  }

  /** The first own line of an exercise's file, which is at first its gap; 0 if there is none. */
  public static int first(ExerciseInfo exercise) {
    return of(exercise).nearest(List.of());
  }

  static OwnLines of(ExerciseInfo exercise) {
    Set<String> given =
        code(exercise.pathIn(exercise.scenario().solutions())).collect(Collectors.toSet());
    List<String> lines = code(exercise.starter()).toList();
    return new OwnLines(
        IntStream.rangeClosed(1, lines.size())
            .filter(number -> !lines.get(number - 1).matches(NO_CODE))
            .filter(number -> !given.contains(lines.get(number - 1)))
            .boxed()
            .toList());
  }

  /**
   * The line to go on at: the innermost own one of those that a failure leads through, else the
   * first own one of the file, else the innermost; 0 if there is none of these.
   */
  int nearest(List<Integer> failure) {
    return Stream.of(failure.stream().filter(own::contains), own.stream(), failure.stream())
        .flatMap(lines -> lines)
        .findFirst()
        .orElse(0);
  }

  private static Stream<String> code(Path file) {
    return Disk.lines(file).stream().map(String::strip);
  }
}
