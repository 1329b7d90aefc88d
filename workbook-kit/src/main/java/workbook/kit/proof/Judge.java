package workbook.kit.proof;

import java.util.List;
import java.util.Optional;
import workbook.kit.catalog.ExerciseInfo;
import workbook.kit.catalog.ExerciseInfo.TestInfo;
import workbook.kit.compile.Problem;
import workbook.kit.exercise.Feedback;
import workbook.kit.run.Outcome;
import workbook.kit.run.Reason;
import workbook.kit.run.Recording;

/** Decides whether what a variant did is what it must do. */
final class Judge {

  private final ExerciseInfo exercise;

  Judge(ExerciseInfo exercise) {
    this.exercise = exercise;
  }

  /** A starter compiles without a warning. */
  Optional<Verdict> starterProblems(List<Problem> problems) {
    return problems.stream()
        .filter(problem -> problem.error() || problem.isIn(exercise.starter()))
        .findFirst()
        .map(
            problem ->
                Verdict.wrong((problem.error() ? "does not compile: " : "warning: ") + problem));
  }

  /** A starter fails every test, each for a declared reason. */
  Verdict starter(Recording recording) {
    return judge(exercise.tests(), recording, Judge::starterTest);
  }

  /** A solution passes every test. */
  Verdict solution(Recording recording) {
    return judge(
        exercise.tests(),
        recording,
        (test, outcome) ->
            outcome.passed()
                ? Verdict.ok()
                : Verdict.wrong("fails " + quoted(test) + ": " + outcome.message()));
  }

  /** A mistake is rejected by every test that names it. */
  Verdict mistake(String name, Recording recording) {
    List<TestInfo> claiming = claiming(name);
    return claiming.isEmpty()
        ? Verdict.wrong("no test names it: @Rejects(\"" + name + "\") is missing")
        : judge(claiming, recording, Judge::claimedTest);
  }

  /** The tests that name a mistake. */
  List<TestInfo> claiming(String mistake) {
    return exercise.tests().stream().filter(test -> test.rejects().contains(mistake)).toList();
  }

  private static Verdict starterTest(TestInfo test, Outcome outcome) {
    return switch (outcome.reason()) {
      case UNSOLVED, ASSERTION -> Verdict.ok();
      case PASSED -> Verdict.wrong(quoted(test) + " passes on the starter");
      case OUT_OF_TIME -> Verdict.wrong(quoted(test) + " runs out of time on the starter");
      default ->
          Verdict.wrong(
              quoted(test) + " fails on the starter for no declared reason: " + outcome.message());
    };
  }

  private static Verdict claimedTest(TestInfo test, Outcome outcome) {
    if (outcome.passed()) {
      return Verdict.wrong("accepted by " + quoted(test) + ", which names it");
    }
    if (outcome.reason() != Reason.ASSERTION) {
      return Verdict.wrong(
          quoted(test) + " rejects it by no assertion of its own: " + outcome.message());
    }
    if (!Feedback.isFeedback(outcome.message())) {
      return Verdict.wrong(
          quoted(test) + " rejects it without the four parts of Feedback: " + outcome.message());
    }
    return Verdict.rejected(test.name(), outcome.message());
  }

  /** The first verdict that says what is wrong, otherwise the last one. */
  private static Verdict judge(List<TestInfo> tests, Recording recording, TestJudge judge) {
    Verdict verdict = ended(recording).orElse(Verdict.ok());
    for (TestInfo test : tests) {
      if (!verdict.proven()) {
        return verdict;
      }
      verdict =
          worst(test, recording)
              .map(outcome -> judge.judge(test, outcome))
              .orElse(Verdict.wrong(quoted(test) + " did not run"));
    }
    return verdict;
  }

  private static Optional<Verdict> ended(Recording recording) {
    if (!recording.complete()) {
      return Optional.of(Verdict.wrong(recording.ended()));
    }
    return recording.outcomes().stream()
        .filter(outcome -> outcome.method().isEmpty())
        .findFirst()
        .map(outcome -> Verdict.wrong("the test class as a whole fails: " + outcome.message()));
  }

  /** A parameterized test has several outcomes; one that did not pass counts. */
  private static Optional<Outcome> worst(TestInfo test, Recording recording) {
    List<Outcome> all =
        recording.outcomes().stream()
            .filter(outcome -> outcome.method().equals(test.method()))
            .toList();
    return all.stream()
        .filter(outcome -> !outcome.passed())
        .findFirst()
        .or(() -> all.stream().findFirst());
  }

  private static String quoted(TestInfo test) {
    return "\"" + test.name() + "\"";
  }

  @FunctionalInterface
  private interface TestJudge {
    Verdict judge(TestInfo test, Outcome outcome);
  }
}
