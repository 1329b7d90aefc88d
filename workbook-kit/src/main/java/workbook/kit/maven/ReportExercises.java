package workbook.kit.maven;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import workbook.kit.catalog.Catalog;
import workbook.kit.catalog.ExerciseInfo;
import workbook.kit.catalog.Scenario;
import workbook.kit.compile.Problem;
import workbook.kit.console.Report;
import workbook.kit.console.Terminal;
import workbook.kit.files.Disk;
import workbook.kit.results.ExerciseResult;
import workbook.kit.results.Results;
import workbook.kit.run.Outcome;
import workbook.kit.run.Reason;
import workbook.kit.run.Recording;

/**
 * The last step of a learner's build: writes {@code results.json}, prints the report, and ends
 * Maven with status 1 unless everything is solved. It ends Maven itself, in the last scenario,
 * because Maven's own word about failing tests would bury the report.
 */
public final class ReportExercises {

  private final Scenario scenario;
  private final String selectedTests;
  private final List<ExerciseInfo> exercises;
  private final LearnerBuild build;
  private final Terminal terminal = Terminal.ofProcess();
  private final Report report = new Report(terminal);

  private ReportExercises(Scenario scenario, String selectedTests) {
    this.scenario = scenario;
    this.selectedTests = selectedTests;
    this.exercises = Catalog.of(List.of(scenario)).exercises();
    this.build = new LearnerBuild(scenario.results());
  }

  /**
   * Reports one scenario.
   *
   * @param args the scenario's folder; the word {@code tests} and the value of {@code -Dtest};
   *     Maven's list of projects
   */
  public static void main(String[] args) {
    Scenario scenario = new Scenario(Path.of(args[0]));
    boolean green = new ReportExercises(scenario, args[1].replaceFirst("^tests", "").strip()).run();
    Reactor.report(scenario, green);
    if (Reactor.parse(args[2]).isRed()) {
      System.exit(1);
    }
  }

  /** Whether everything is solved and in order. */
  private boolean run() {
    Recording recording =
        Files.exists(build.recording())
            ? Recording.read(build.recording())
            : new Recording(List.of(), "", !selectedTests.isEmpty() || !hasTests());
    List<Outcome> broken = brokenReferenceTests(recording);
    if (!broken.isEmpty()) {
      report.broken(broken);
    }
    String ended = recording.complete() ? "" : whyEnded(recording);
    boolean solved = exercises.isEmpty() || reportExercises(recording, ended);
    if (!ended.isEmpty()) {
      report.say(ended);
    } else if (!selectedTests.isEmpty() && recording.outcomes().isEmpty()) {
      report.say("No test here matches -Dtest=" + selectedTests + ".");
    }
    totals(recording);
    return solved && broken.isEmpty() && ended.isEmpty();
  }

  /** Without any test Maven starts no JVM for tests. */
  private boolean hasTests() {
    return Disk.files(scenario.dir().resolve("target/test-classes")).stream()
        .anyMatch(file -> file.toString().endsWith("Test.class"));
  }

  private boolean reportExercises(Recording recording, String ended) {
    Results results =
        Results.latest(scenario, exercises, scenario.results(), fresh(recording, ended));
    results.write(scenario.results());
    report.print(exercises, results);
    return results.next().isEmpty();
  }

  private List<ExerciseResult> fresh(Recording recording, String ended) {
    Map<String, List<Outcome>> byClass =
        recording.outcomes().stream().collect(Collectors.groupingBy(Outcome::testClass));
    Map<String, List<Problem>> broken = build.compiled().broken();
    return exercises.stream()
        .filter(
            exercise -> byClass.containsKey(exercise.testClassName()) || isBroken(exercise, broken))
        .map(
            exercise ->
                isBroken(exercise, broken)
                    ? ExerciseResult.notCompiled(exercise, broken.get(group(exercise)))
                    : ExerciseResult.ran(exercise, byClass.get(exercise.testClassName()), ended))
        .toList();
  }

  private List<Outcome> brokenReferenceTests(Recording recording) {
    Set<String> own =
        exercises.stream().map(ExerciseInfo::testClassName).collect(Collectors.toSet());
    return recording.outcomes().stream()
        .filter(outcome -> !outcome.passed() && outcome.reason() != Reason.SKIPPED)
        .filter(outcome -> !own.contains(outcome.testClass()))
        .toList();
  }

  private static String whyEnded(Recording recording) {
    String last =
        recording.outcomes().isEmpty()
            ? "before the first test"
            : "after the test \""
                + recording.outcomes().get(recording.outcomes().size() - 1).name()
                + "\"";
    return "The tests did not get to their end: their JVM ended or ran out of time "
        + last
        + ". See target/surefire-reports.";
  }

  private void totals(Recording recording) {
    if (recording.outcomes().isEmpty()) {
      return;
    }
    Map<Reason, Long> counts =
        recording.outcomes().stream()
            .collect(Collectors.groupingBy(Outcome::reason, Collectors.counting()));
    long errors =
        counts.getOrDefault(Reason.EXCEPTION, 0L) + counts.getOrDefault(Reason.OUT_OF_TIME, 0L);
    long failures =
        counts.getOrDefault(Reason.ASSERTION, 0L) + counts.getOrDefault(Reason.UNSOLVED, 0L);
    terminal.line();
    terminal.line(
        "Tests run: %d, Failures: %d, Errors: %d, Skipped: %d"
            .formatted(
                recording.outcomes().size(),
                failures,
                errors,
                counts.getOrDefault(Reason.SKIPPED, 0L)));
  }

  private static boolean isBroken(ExerciseInfo exercise, Map<String, List<Problem>> broken) {
    return broken.containsKey(group(exercise));
  }

  private static String group(ExerciseInfo exercise) {
    return "Ex" + exercise.id().replace(".", "");
  }
}
