package workbook.kit.console;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import workbook.kit.catalog.ExerciseInfo;
import workbook.kit.catalog.Lesson;
import workbook.kit.catalog.Scenario;
import workbook.kit.files.Disk;
import workbook.kit.results.ExerciseResult;
import workbook.kit.results.OwnLines;
import workbook.kit.results.Progress;
import workbook.kit.results.TestResult;
import workbook.kit.run.Outcome;

/**
 * Tells a learner how far they are and what comes next.
 *
 * @param terminal where it prints
 */
public record Report(Terminal terminal) {

  private static final int BAR = 20;
  private static final int OUTPUT_LINES = 8;
  private static final int STACK_LINES = 8;
  private static final int OTHER_FAILURES = 5;

  /** The whole of a scenario: progress, the next exercise in detail, a line for the others. */
  public void print(Progress progress, Scenario scenario) {
    bar(progress, scenario);
    List<ExerciseInfo> open =
        progress.unsolved().filter(one -> one.scenario().equals(scenario)).toList();
    if (open.isEmpty()) {
      terminal.line();
      terminal.line("All solved here. Compare with the reference: ./workbook solution <id>");
      next(progress);
      return;
    }
    next(progress, open.get(0));
    if (open.size() > 1) {
      terminal.line();
      terminal.line("After that:");
      open.stream().skip(1).map(progress::result).forEach(this::brief);
    }
  }

  /** How much of a scenario is done. */
  public void bar(Progress progress, Scenario scenario) {
    List<ExerciseInfo> exercises = progress.catalog().exercises(scenario);
    List<ExerciseResult> results = exercises.stream().map(progress::result).toList();
    int solved = (int) results.stream().filter(ExerciseResult::passed).count();
    int filled = BAR * solved / exercises.size();
    terminal.line();
    terminal.line(terminal.bold(scenario.title()));
    String bar = terminal.green("█".repeat(filled)) + "░".repeat(BAR - filled);
    terminal.line("%s  %d of %d exercises".formatted(bar, solved, exercises.size()));
    terminal.wrapped(
        BAR + 2,
        "%d of %d tests · %d of %d points"
            .formatted(
                results.stream().mapToInt(ExerciseResult::passedTests).sum(),
                exercises.stream().mapToInt(exercise -> exercise.tests().size()).sum(),
                results.stream().mapToInt(ExerciseResult::points).sum(),
                exercises.stream().mapToInt(ExerciseInfo::points).sum()));
  }

  /** How one exercise stands after a run of it alone. */
  public void verdict(ExerciseInfo exercise, ExerciseResult result) {
    terminal.line();
    String tests = result.passedTests() + " of " + result.tests().size() + " tests";
    if (result.passed()) {
      terminal.line(terminal.green("✓ " + heading(exercise)) + " is solved: " + tests + ".");
    } else {
      terminal.line(terminal.bold(heading(exercise)) + " · " + tests);
      details(exercise, result);
    }
  }

  /** What comes next in the whole workbook. */
  public void next(Progress progress) {
    progress
        .next()
        .ifPresentOrElse(
            exercise -> next(progress, exercise), () -> terminal.line("All exercises are solved."));
  }

  /** A failure of the workbook's own tests: loud, and not to be mistaken for the learner's. */
  public void broken(List<Outcome> failures) {
    terminal.line();
    terminal.line(terminal.red(terminal.bold("!! THE WORKBOOK IS BROKEN, NOT YOU")));
    terminal.wrapped(
        3,
        "Tests of its own code failed. Nothing in your exercises causes this. Did you change files"
            + " outside src/exercises? If not, please report it with these lines:");
    for (Outcome failure : failures) {
      terminal.line();
      terminal.wrapped(3, failure.testClass() + ": " + failure.name());
      failure.stack().lines().limit(STACK_LINES).forEach(line -> terminal.line("   " + line));
    }
  }

  /** A sentence or two in place of results. */
  public void say(String text) {
    terminal.line();
    terminal.wrapped(0, text);
  }

  private static String heading(ExerciseInfo exercise) {
    return exercise.id() + " " + exercise.title();
  }

  private void next(Progress progress, ExerciseInfo exercise) {
    terminal.line();
    ExerciseResult result = progress.result(exercise);
    String next = terminal.bold("Next: " + heading(exercise));
    String size = " · %d minutes · %d points".formatted(exercise.minutes(), exercise.points());
    terminal.wrapped(0, next + size + (result.isChanged() ? " · changed since its last run" : ""));
    details(exercise, result);
  }

  /** What a learner needs to go on with one exercise. */
  private void details(ExerciseInfo exercise, ExerciseResult result) {
    List<TestResult> failures = result.failures();
    Optional<TestResult> first = failures.stream().findFirst();
    first.ifPresent(this::failure);
    others(failures.stream().skip(1).filter(TestResult::ran).toList(), result.notRun());
    Path top = exercise.scenario().dir().getParent();
    int line =
        first.map(TestResult::line).orElseGet(() -> OwnLines.of(exercise).nearest(List.of()));
    terminal.path("  edit    ", Disk.below(top, exercise.starter()) + at(line));
    first
        .map(TestResult::testLine)
        .filter(testLine -> testLine > 0)
        .map(testLine -> Disk.below(top, exercise.testFile()) + at(testLine))
        .ifPresent(path -> terminal.path("  test    ", path));
    Lesson.of(exercise.scenario())
        .link(exercise.id())
        .ifPresent(section -> terminal.path("  lesson  ", section));
    terminal.line("  hint    ./workbook hint " + exercise.id());
    terminal.line("  run     ./workbook run " + exercise.id());
  }

  private void failure(TestResult failure) {
    if (failure.ran()) {
      terminal.wrapped(2, terminal.red("✗") + " " + failure.name());
      terminal.wrapped(6, failure.message());
    } else {
      terminal.hanging("  " + terminal.red("✗") + " ", failure.message());
    }
    if (!failure.output().isBlank()) {
      terminal.wrapped(6, "Your code printed:");
      failure
          .output()
          .lines()
          .limit(OUTPUT_LINES)
          .forEach(line -> terminal.line("        " + terminal.cut(line, terminal.width() - 8)));
    }
  }

  private void others(List<TestResult> failures, long notRun) {
    failures.stream()
        .limit(OTHER_FAILURES)
        .map(failure -> terminal.cut(failure.name(), terminal.width() - 4))
        .forEach(name -> terminal.line("  " + terminal.red("✗") + " " + name));
    if (failures.size() > OTHER_FAILURES) {
      terminal.line("    and " + (failures.size() - OTHER_FAILURES) + " more");
    }
    if (notRun > 0) {
      terminal.wrapped(4, notRun + " not run, to save your time");
    }
  }

  /** In one line; but what kept an exercise from running is told in full. */
  private void brief(ExerciseResult result) {
    String head = "  " + result.id() + "  ";
    String text = result.title() + ": " + standing(result);
    boolean ran = result.failures().stream().allMatch(TestResult::ran);
    terminal.hanging(head, ran ? terminal.cut(text, terminal.width() - head.length()) : text);
  }

  private static String standing(ExerciseResult result) {
    String first = result.failures().stream().map(TestResult::name).findFirst().orElse("");
    return switch (result.standing()) {
      case "not run" -> "not run yet";
      case "changed" -> "changed since its last run";
      case "unsolved" -> "not solved yet";
      case "error" -> result.failures().get(0).message();
      default ->
          "%d of %d tests, first: %s".formatted(result.passedTests(), result.tests().size(), first);
    };
  }

  private static String at(int line) {
    return line > 0 ? ":" + line : "";
  }
}
