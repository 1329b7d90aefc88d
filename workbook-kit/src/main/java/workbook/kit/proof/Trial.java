package workbook.kit.proof;

import java.util.ArrayList;
import java.util.List;
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
        String what =
            switch (outcome.reason()) {
              case UNSOLVED, ASSERTION -> "";
              case PASSED -> "\"%s\" passes on the starter";
              case OUT_OF_TIME -> "\"%s\" runs out of time on the starter";
              default -> "\"%s\" fails on the starter for no declared reason: %s";
            };
        return what.isEmpty()
            ? Verdict.OK
            : Verdict.wrong(what.formatted(test.name(), outcome.message()));
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
          return Verdict.wrong("accepted by \"%s\", which names it".formatted(test.name()));
        }
        boolean assertion = outcome.reason() == Reason.ASSERTION;
        if (assertion && Feedback.isFeedback(outcome.message())) {
          return Verdict.rejected(test.name(), outcome.message());
        }
        return Verdict.wrong(
            "\"%s\" rejects it %s: %s"
                .formatted(
                    test.name(),
                    assertion ? "without the four parts of Feedback" : "by no assertion of its own",
                    outcome.message()));
      }
    };

    Verdict judge(TestInfo test, Outcome outcome) {
      return outcome.passed()
          ? Verdict.OK
          : Verdict.wrong("fails \"%s\": %s".formatted(test.name(), outcome.message()));
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

  /** Compiles and runs the variant; every run must come out the same. */
  Verdict verdict(Runner runner, int times) {
    List<TestInfo> tests = deciding();
    if (tests.isEmpty() && kind == Kind.MISTAKE) {
      return Verdict.wrong("no test names it: @Rejects(\"%s\") is missing".formatted(name()));
    }
    boolean strict = kind == Kind.STARTER;
    Compilation compiled =
        runner.compile(exercise, variant.sources(), strict ? "-Xlint:all" : "-nowarn");
    return compiled.problems().stream()
        .filter(problem -> problem.error() || (strict && problem.isIn(exercise.starter())))
        .findFirst()
        .map(
            found ->
                Verdict.wrong(
                    "%s: %s".formatted(found.error() ? "does not compile" : "warning", found)))
        .orElseGet(() -> repeated(runner, compiled, tests, times));
  }

  /** A mistake is tried by those tests alone that name it. */
  private List<TestInfo> deciding() {
    return exercise.tests().stream()
        .filter(test -> kind != Kind.MISTAKE || test.rejects().contains(name()))
        .toList();
  }

  private Verdict repeated(Runner runner, Compilation compiled, List<TestInfo> tests, int times) {
    Verdict verdict = Verdict.OK;
    for (int run = 1; run <= times && verdict.proven(); run++) {
      verdict = judge(tests, runner.run(exercise, compiled, tests));
      if (!verdict.proven() && run > 1) {
        return Verdict.wrong("in run %d of %d: %s".formatted(run, times, verdict.text()));
      }
    }
    return verdict;
  }

  /** The first verdict that says what is wrong, otherwise the last one. */
  private Verdict judge(List<TestInfo> tests, Recording recording) {
    if (!recording.complete()) {
      return Verdict.wrong(recording.ended());
    }
    return tests.stream()
        .map(test -> verdict(test, recording))
        .reduce(Verdict.OK, (first, next) -> first.proven() ? next : first);
  }

  private Verdict verdict(TestInfo test, Recording recording) {
    return recording
        .find(test.method())
        .map(outcome -> kind.judge(test, outcome))
        .or(() -> recording.find("").map(Trial::wholeClass))
        .orElseGet(() -> Verdict.wrong("\"%s\" did not run".formatted(test.name())));
  }

  private static Verdict wholeClass(Outcome outcome) {
    return Verdict.wrong("the test class as a whole fails: %s".formatted(outcome.message()));
  }
}
