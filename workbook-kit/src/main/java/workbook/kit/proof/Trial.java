package workbook.kit.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import workbook.kit.catalog.ExerciseInfo;
import workbook.kit.catalog.ExerciseInfo.TestInfo;
import workbook.kit.catalog.Scenario;
import workbook.kit.catalog.Scenario.Variant;
import workbook.kit.compile.Compilation;
import workbook.kit.exercise.Feedback;
import workbook.kit.run.Outcome;
import workbook.kit.run.Reason;
import workbook.kit.run.Recording;
import workbook.kit.run.Runner;

/** One variant of an exercise, and what it must do. */
record Trial(ExerciseInfo exercise, Kind kind, Variant variant) {

  /** What a variant is for. */
  enum Kind {
    /** Compiles without a warning, and fails every test for a declared reason. */
    STARTER {
      @Override
      Verdict judge(TestInfo test, Outcome outcome) {
        return switch (outcome.reason()) {
          case UNSOLVED, ASSERTION -> Verdict.ok();
          case PASSED -> Verdict.wrong(quoted(test) + " passes on the starter");
          case OUT_OF_TIME -> Verdict.wrong(quoted(test) + " runs out of time on the starter");
          default ->
              Verdict.wrong(
                  quoted(test)
                      + " fails on the starter for no declared reason: "
                      + outcome.message());
        };
      }
    },
    /** Passes every test. */
    SOLUTION,
    /** Passes every test, too. */
    ALTERNATIVE,
    /** Is rejected, with the four parts of a feedback, by every test that names it. */
    MISTAKE {
      @Override
      Verdict judge(TestInfo test, Outcome outcome) {
        if (outcome.passed()) {
          return Verdict.wrong("accepted by " + quoted(test) + ", which names it");
        }
        if (outcome.reason() != Reason.ASSERTION) {
          return Verdict.wrong(
              quoted(test) + " rejects it by no assertion of its own: " + outcome.message());
        }
        return Feedback.isFeedback(outcome.message())
            ? Verdict.rejected(test.name(), outcome.message())
            : Verdict.wrong(
                quoted(test)
                    + " rejects it without the four parts of Feedback: "
                    + outcome.message());
      }
    };

    Verdict judge(TestInfo test, Outcome outcome) {
      return outcome.passed()
          ? Verdict.ok()
          : Verdict.wrong("fails " + quoted(test) + ": " + outcome.message());
    }
  }

  /** All variants of an exercise. */
  static List<Trial> all(ExerciseInfo exercise) {
    Scenario scenario = exercise.scenario();
    List<Trial> all = new ArrayList<>();
    all.add(new Trial(exercise, Kind.STARTER, new Variant("", scenario.starters())));
    all.add(new Trial(exercise, Kind.SOLUTION, new Variant("", scenario.solutions())));
    for (Variant variant : scenario.alternatives(exercise.id())) {
      all.add(new Trial(exercise, Kind.ALTERNATIVE, variant));
    }
    for (Variant variant : scenario.mistakes(exercise.id())) {
      all.add(new Trial(exercise, Kind.MISTAKE, variant));
    }
    return all;
  }

  String name() {
    return variant.name();
  }

  /** What to call it in a complaint about its exercise. */
  String label() {
    return (kind.name().toLowerCase(Locale.ROOT) + " " + name()).strip();
  }

  /** Compiles and runs the variant; every run must come out the same. */
  Verdict verdict(Runner runner, int times) {
    List<TestInfo> tests = deciding();
    if (tests.isEmpty() && kind == Kind.MISTAKE) {
      return Verdict.wrong("no test names it: @Rejects(\"" + name() + "\") is missing");
    }
    boolean strict = kind == Kind.STARTER;
    Compilation compiled =
        runner.compile(exercise, variant.sources(), strict ? "-Xlint:all" : "-nowarn");
    return compiled.problems().stream()
        .filter(problem -> problem.error() || (strict && problem.isIn(exercise.starter())))
        .findFirst()
        .map(found -> Verdict.wrong((found.error() ? "does not compile: " : "warning: ") + found))
        .orElseGet(() -> repeated(runner, compiled, tests, times));
  }

  /** A mistake is tried by those tests alone that name it. */
  private List<TestInfo> deciding() {
    return exercise.tests().stream()
        .filter(test -> kind != Kind.MISTAKE || test.rejects().contains(name()))
        .toList();
  }

  private Verdict repeated(Runner runner, Compilation compiled, List<TestInfo> tests, int times) {
    Set<String> methods = tests.stream().map(TestInfo::method).collect(Collectors.toSet());
    Verdict verdict = Verdict.ok();
    for (int run = 1; run <= times && verdict.proven(); run++) {
      verdict = judge(tests, runner.run(exercise, compiled, methods));
      if (!verdict.proven() && run > 1) {
        return Verdict.wrong("in run " + run + " of " + times + ": " + verdict.text());
      }
    }
    return verdict;
  }

  /** The first verdict that says what is wrong, otherwise the last one. */
  private Verdict judge(List<TestInfo> tests, Recording recording) {
    if (!recording.complete()) {
      return Verdict.wrong(recording.ended());
    }
    Verdict verdict = Verdict.ok();
    for (TestInfo test : tests) {
      if (verdict.proven()) {
        verdict =
            outcome(recording, test.method())
                .map(outcome -> kind.judge(test, outcome))
                .orElseGet(() -> Verdict.wrong(didNotRun(recording, test)));
      }
    }
    return verdict;
  }

  private static String didNotRun(Recording recording, TestInfo test) {
    return outcome(recording, "")
        .map(whole -> "the test class as a whole fails: " + whole.message())
        .orElse(quoted(test) + " did not run");
  }

  private static Optional<Outcome> outcome(Recording recording, String method) {
    return recording.outcomes().stream()
        .filter(outcome -> outcome.method().equals(method))
        .findFirst();
  }

  private static String quoted(TestInfo test) {
    return "\"" + test.name() + "\"";
  }
}
