package workbook.kit.results;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import workbook.kit.catalog.ExerciseInfo;
import workbook.kit.compile.Problem;
import workbook.kit.files.Disk;
import workbook.kit.run.Outcome;

/**
 * What came out of an exercise.
 *
 * @param status {@code passed | failed | unsolved | error}
 * @param file the learner's file, below the scenario's folder
 * @param source a hash of the learner's file and its tests: the result holds for these
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

  /** The result of tests that ran, or of some that could not because the JVM ended. */
  public static ExerciseResult ran(ExerciseInfo exercise, List<Outcome> outcomes, String ended) {
    OwnLines own = OwnLines.of(exercise);
    String why = find(outcomes, "").map(Outcome::message).orElse(ended);
    return of(
        exercise,
        test ->
            find(outcomes, test.method())
                .map(outcome -> result(exercise, own, outcome))
                .orElseGet(() -> TestResult.error(test.name(), why, own.nearest(List.of()))));
  }

  /** The result where something does not compile; each of its tests carries the message. */
  public static ExerciseResult notCompiled(ExerciseInfo exercise, List<Problem> problems) {
    Optional<Problem> own =
        problems.stream().filter(problem -> problem.isIn(exercise.starter())).findFirst();
    String message =
        own.map(ExerciseResult::told)
            .orElseGet(
                () ->
                    "Your file no longer fits its tests: keep the starter's names and parameters. "
                        + problems.get(0));
    int line = own.map(Problem::line).orElse(0L).intValue();
    return of(exercise, test -> TestResult.error(test.name(), message, line));
  }

  private static String told(Problem problem) {
    String place = problem.line() > 0 ? "Line " + problem.line() + ": " : "";
    return "Your file does not compile. " + place + problem.text();
  }

  /** An exercise that has not been run as it is now. */
  public static ExerciseResult notRun(ExerciseInfo exercise) {
    return of(exercise, List.of());
  }

  /** Whether this is the result of an exercise as its files are now. */
  boolean holdsFor(ExerciseInfo exercise) {
    return id.equals(exercise.id()) && source.equals(hash(exercise));
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
    return of(exercise, exercise.tests().stream().map(result).toList());
  }

  private static ExerciseResult of(ExerciseInfo exercise, List<TestResult> tests) {
    String status = status(tests);
    return new ExerciseResult(
        exercise.id(),
        exercise.title(),
        status,
        status.equals("passed") ? exercise.points() : 0,
        exercise.points(),
        Disk.below(exercise.scenario().dir(), exercise.starter()),
        hash(exercise),
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

  private static Optional<Outcome> find(List<Outcome> outcomes, String method) {
    return outcomes.stream().filter(outcome -> outcome.method().equals(method)).findFirst();
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
