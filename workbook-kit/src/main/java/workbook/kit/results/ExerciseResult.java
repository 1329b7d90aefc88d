package workbook.kit.results;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import workbook.kit.catalog.ExerciseInfo;
import workbook.kit.compile.Problem;
import workbook.kit.files.Disk;
import workbook.kit.run.Outcome;
import workbook.kit.run.Reason;

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
    List<TestResult> tests =
        exercise.tests().stream()
            .flatMap(
                test -> {
                  List<TestResult> ran = results(test.method(), outcomes);
                  return ran.isEmpty()
                      ? List.of(error(test, whole(outcomes).orElse(ended), 0)).stream()
                      : ran.stream();
                })
            .toList();
    return of(exercise, tests);
  }

  /** The result where something does not compile; each of its tests carries the message. */
  public static ExerciseResult notCompiled(ExerciseInfo exercise, List<Problem> problems) {
    Problem first =
        problems.stream()
            .filter(problem -> problem.isIn(exercise.starter()))
            .findFirst()
            .orElse(problems.get(0));
    boolean own = first.isIn(exercise.starter());
    String message =
        own
            ? "Your file does not compile. Line " + first.line() + ": " + text(first)
            : "Your file no longer fits its tests: keep the starter's names and parameters. "
                + first;
    return of(
        exercise,
        exercise.tests().stream()
            .map(test -> error(test, message, own ? (int) first.line() : 0))
            .toList());
  }

  /** An exercise that has not been run as it is now. */
  public static ExerciseResult notRun(ExerciseInfo exercise) {
    return of(exercise, List.of());
  }

  /** A hash of the files that decide the result. */
  public static String hash(ExerciseInfo exercise) {
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

  /** The first test that does not pass. */
  public Optional<TestResult> firstFailure() {
    return tests.stream().filter(test -> !test.passed()).findFirst();
  }

  private static ExerciseResult of(ExerciseInfo exercise, List<TestResult> tests) {
    String status = status(tests);
    return new ExerciseResult(
        exercise.id(),
        exercise.title(),
        status,
        status.equals("passed") ? exercise.points() : 0,
        exercise.points(),
        exercise.scenario().dir().relativize(exercise.starter()).toString().replace('\\', '/'),
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

  private static List<TestResult> results(String method, List<Outcome> outcomes) {
    return outcomes.stream()
        .filter(outcome -> outcome.method().equals(method))
        .map(TestResult::of)
        .toList();
  }

  /** A failure of the class as a whole, before its tests. */
  private static Optional<String> whole(List<Outcome> outcomes) {
    return outcomes.stream()
        .filter(outcome -> outcome.method().isEmpty())
        .map(Outcome::message)
        .findFirst();
  }

  private static TestResult error(ExerciseInfo.TestInfo test, String message, int line) {
    return new TestResult(test.name(), Reason.JVM_ENDED.status(), message, line, 0, 0, "");
  }

  private static String text(Problem problem) {
    return problem.message()
        + (problem.source().isEmpty() ? "" : System.lineSeparator() + problem.source());
  }
}
