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
    return judge(recording, this::starterTest);
  }

  /** A solution passes every test. */
  Verdict solution(Recording recording) {
    return judge(
        recording,
        (test, outcome) ->
            outcome.passed()
                ? Verdict.ok()
                : Verdict.wrong("fails " + quoted(test) + ": " + outcome.message()));
  }

  /** A mistake is rejected by every test that names it. */
  Verdict mistake(String name, Recording recording) {
    List<TestInfo> claiming =
        exercise.tests().stream().filter(test -> test.rejects().contains(name)).toList();
    if (claiming.isEmpty()) {
      return Verdict.wrong("no test names it: @Rejects(\"" + name + "\") is missing");
    }
    Verdict verdict = ended(recording).orElse(Verdict.ok());
    for (TestInfo test : claiming) {
      if (!verdict.proven()) {
        return verdict;
      }
      verdict = claimedTest(test, recording);
    }
    return verdict;
  }

  private Verdict starterTest(TestInfo test, Outcome outcome) {
    return switch (outcome.reason()) {
      case UNSOLVED, ASSERTION -> Verdict.ok();
      case PASSED -> Verdict.wrong(quoted(test) + " passes on the starter");
      case OUT_OF_TIME -> Verdict.wrong(quoted(test) + " runs out of time on the starter");
      default ->
          Verdict.wrong(
              quoted(test) + " fails on the starter for no declared reason: " + outcome.message());
    };
  }

  private static Verdict claimedTest(TestInfo test, Recording recording) {
    Optional<Outcome> failed = worst(test, recording);
    if (failed.isEmpty()) {
      return Verdict.wrong(quoted(test) + " did not run");
    }
    Outcome outcome = failed.get();
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

  private Verdict judge(Recording recording, TestJudge judge) {
    Verdict verdict = ended(recording).orElse(Verdict.ok());
    for (TestInfo test : exercise.tests()) {
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
