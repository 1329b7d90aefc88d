package workbook.kit.results;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import workbook.kit.catalog.ExerciseInfo;
import workbook.kit.compile.Problem;
import workbook.kit.files.Disk;
import workbook.kit.run.Outcome;
import workbook.kit.run.Recording;

/**
 * What came out of an exercise.
 *
 * @param status {@code passed | failed | unsolved | error}
 * @param file the learner's file, below the scenario's folder
 * @param source a hash of the learner's file and its tests when they were run last: the result
 *     holds for these; empty before the first run
 */
public record ExerciseResult(
    String id,
    String title,
    String status,
    int points,
    int maxPoints,
    String file,
    String source,
    List<TestResult> tests) {

  private static final int NEXT_LINES = 3;

  /** The result of tests that ran, or of some that could not because the JVM ended. */
  public static ExerciseResult ran(ExerciseInfo exercise, Recording recording) {
    OwnLines own = OwnLines.of(exercise);
    String why = recording.find("").map(Outcome::message).orElse(recording.ended());
    return of(
        exercise,
        test ->
            recording
                .find(test.method())
                .map(outcome -> result(exercise, own, outcome))
                .orElseGet(() -> TestResult.error(test.name(), why, own.nearest(List.of()))));
  }

  /** The result where something does not compile; each of its tests carries the message. */
  public static ExerciseResult notCompiled(ExerciseInfo exercise, List<Problem> problems) {
    List<Problem> own =
        problems.stream().filter(problem -> problem.isIn(exercise.starter())).toList();
    String message =
        own.isEmpty()
            ? "Your file no longer fits its tests: keep the starter's names and parameters. "
                + problems.get(0)
            : told(own);
    int line = own.stream().map(Problem::line).findFirst().orElse(0L).intValue();
    return of(exercise, test -> TestResult.error(test.name(), message, line));
  }

  /** The first problem in full, and where to find the next few. */
  private static String told(List<Problem> problems) {
    Problem first = problems.get(0);
    String place = first.line() > 0 ? "Line " + first.line() + ": " : "";
    String told = "Your file does not compile. " + place + first.text();
    String others =
        problems.stream()
            .skip(1)
            .map(Problem::line)
            .distinct()
            .sorted()
            .limit(NEXT_LINES)
            .map(line -> Long.toString(line))
            .collect(Collectors.joining(", "));
    return others.isEmpty()
        ? told
        : "%s%nand %d more, the next in line %s".formatted(told, problems.size() - 1, others);
  }

  /** What is known of an exercise as it is now: the first of the results that hold. */
  static ExerciseResult latest(ExerciseInfo exercise, List<ExerciseResult> known) {
    List<ExerciseResult> own =
        known.stream().filter(result -> result.id().equals(exercise.id())).toList();
    String now = hash(exercise);
    String last = own.stream().map(ExerciseResult::source).findFirst().orElse("");
    return own.stream()
        .filter(result -> result.source().equals(now))
        .findFirst()
        .orElseGet(() -> of(exercise, last, List.of()));
  }

  /** Whether the learner's file or its tests have changed since the last run. */
  public boolean isChanged() {
    return tests.isEmpty() && !source.isEmpty();
  }

  /** In a word: the status, or why it says nothing: {@code changed} or {@code not run}. */
  public String standing() {
    return isChanged() ? "changed" : tests.isEmpty() ? "not run" : status;
  }

  /** A hash of the files that decide the result. */
  private static String hash(ExerciseInfo exercise) {
    String sources = Disk.read(exercise.starter()) + Disk.read(exercise.testFile());
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(sources.getBytes(UTF_8)), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether the exercise is solved. */
  public boolean passed() {
    return status.equals("passed");
  }

  /** How many of its tests pass. */
  public int passedTests() {
    return (int) tests.stream().filter(TestResult::passed).count();
  }

  /** How many tests were not run, because others had failed. */
  public long notRun() {
    return tests.stream().filter(test -> test.status().equals("skipped")).count();
  }

  /** The tests that fail; those that were not run are none of them. */
  public List<TestResult> failures() {
    return tests.stream()
        .filter(test -> !List.of("passed", "skipped").contains(test.status()))
        .toList();
  }

  private static ExerciseResult of(
      ExerciseInfo exercise, Function<ExerciseInfo.TestInfo, TestResult> result) {
    return of(exercise, hash(exercise), exercise.tests().stream().map(result).toList());
  }

  private static ExerciseResult of(ExerciseInfo exercise, String source, List<TestResult> tests) {
    String status = status(tests);
    return new ExerciseResult(
        exercise.id(),
        exercise.title(),
        status,
        status.equals("passed") ? exercise.points() : 0,
        exercise.points(),
        Disk.below(exercise.scenario().dir(), exercise.starter()),
        source,
        tests);
  }

  private static String status(List<TestResult> tests) {
    List<String> all = tests.stream().map(TestResult::status).distinct().toList();
    if (all.isEmpty()) {
      return "unsolved";
    }
    if (all.contains("error")) {
      return "error";
    }
    return all.size() == 1 && !all.contains("skipped") ? all.get(0) : "failed";
  }

  private static TestResult result(ExerciseInfo exercise, OwnLines own, Outcome outcome) {
    return new TestResult(
        outcome.name(),
        outcome.reason().status(),
        outcome.message(),
        outcome.passed() ? 0 : own.nearest(outcome.lines(name(exercise.starter()))),
        outcome.lines(name(exercise.testFile())).stream().findFirst().orElse(0),
        outcome.millis(),
        outcome.output());
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }
}
