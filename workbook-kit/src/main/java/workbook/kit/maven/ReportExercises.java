package workbook.kit.maven;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import workbook.kit.catalog.Catalog;
import workbook.kit.catalog.ExerciseInfo;
import workbook.kit.catalog.Scenario;
import workbook.kit.console.Report;
import workbook.kit.console.Terminal;
import workbook.kit.files.Disk;
import workbook.kit.results.ExerciseResult;
import workbook.kit.results.Progress;
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
  private final Progress progress;
  private final List<ExerciseInfo> exercises;
  private final Terminal terminal;
  private final Report report;

  /**
   * Reads what there is to report.
   *
   * @param selectedTests the value of {@code -Dtest}; empty for all tests
   */
  ReportExercises(Scenario scenario, String selectedTests, Terminal terminal) {
    this.scenario = scenario;
    this.selectedTests = selectedTests;
    this.terminal = terminal;
    report = new Report(terminal);
    progress = new Progress(Catalog.ofWorkbook(scenario.dir().getParent()));
    exercises = progress.catalog().exercises(scenario);
  }

  /**
   * Reports one scenario.
   *
   * @param args the scenario's folder; the word {@code tests} and the value of {@code -Dtest};
   *     Maven's list of projects
   */
  public static void main(String[] args) {
    Scenario scenario = new Scenario(Path.of(args[0]));
    String selectedTests = args[1].replaceFirst("^tests", "").strip();
    boolean green = new ReportExercises(scenario, selectedTests, Terminal.ofProcess()).run();
    Reactor.report(scenario, green);
    if (Reactor.parse(args[2]).isRed()) {
      System.exit(1);
    }
  }

  /** What the tests' JVM recorded. */
  static Path recording(Scenario scenario) {
    return scenario.results().resolve("recording.jsonl");
  }

  /** Whether everything is solved and in order. */
  boolean run() {
    Recording recording = recording();
    List<Outcome> broken = brokenReferenceTests(recording);
    if (!broken.isEmpty()) {
      report.broken(broken);
    }
    if (!exercises.isEmpty()) {
      progress.write(scenario, fresh(recording));
      report.print(progress, scenario);
    }
    if (!recording.complete()) {
      report.say(recording.ended());
    } else if (!selectedTests.isEmpty() && recording.outcomes().isEmpty()) {
      report.say("No test here matches -Dtest=" + selectedTests + ".");
    }
    if (!recording.outcomes().isEmpty()) {
      totals(recording, broken.isEmpty() ? "which all passed" : "some of which failed");
    }
    boolean solved = progress.unsolved().noneMatch(one -> one.scenario().equals(scenario));
    return solved && broken.isEmpty() && recording.complete();
  }

  /** Where there is nothing to run, Maven starts no JVM for tests. */
  private Recording recording() {
    Path file = recording(scenario);
    boolean nothing = !Files.exists(file) && (!selectedTests.isEmpty() || !hasTests());
    return nothing ? new Recording(List.of(), "") : Recording.read(file);
  }

  private boolean hasTests() {
    return Disk.files(scenario.dir().resolve("target/test-classes")).stream()
        .anyMatch(file -> file.toString().endsWith("Test.class"));
  }

  private List<ExerciseResult> fresh(Recording recording) {
    Map<String, List<Outcome>> ran =
        recording.outcomes().stream().collect(Collectors.groupingBy(Outcome::testClass));
    return exercises.stream()
        .filter(exercise -> ran.containsKey(exercise.testClassName()))
        .map(
            exercise ->
                ExerciseResult.ran(
                    exercise, new Recording(ran.get(exercise.testClassName()), recording.ended())))
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

  private void totals(Recording recording, String reference) {
    terminal.line();
    terminal.line("With the tests of the reference code, " + reference + ":");
    terminal.line(
        "Tests run: %d, Failures: %d, Errors: %d, Skipped: %d"
            .formatted(
                recording.outcomes().size(),
                count(recording, Reason.ASSERTION, Reason.UNSOLVED),
                count(recording, Reason.EXCEPTION, Reason.OUT_OF_TIME),
                count(recording, Reason.SKIPPED)));
  }

  private static long count(Recording recording, Reason... reasons) {
    return recording.outcomes().stream()
        .filter(outcome -> Arrays.asList(reasons).contains(outcome.reason()))
        .count();
  }
}
