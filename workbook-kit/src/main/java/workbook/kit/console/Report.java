package workbook.kit.console;

import java.nio.file.Path;
import java.util.List;
import workbook.kit.catalog.ExerciseInfo;
import workbook.kit.catalog.Lesson;
import workbook.kit.results.ExerciseResult;
import workbook.kit.results.Results;
import workbook.kit.results.TestResult;
import workbook.kit.run.Outcome;

/** Tells a learner how far they are and what comes next. */
public final class Report {

  private static final int BAR = 20;
  private static final int OUTPUT_LINES = 8;
  private static final int STACK_LINES = 8;

  private final Terminal terminal;

  /** Prints there. */
  public Report(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * The whole report: progress, the next exercise with its first failure, a line for the others.
   */
  public void print(List<ExerciseInfo> exercises, Results results) {
    progress(exercises, results);
    results.next().ifPresent(next -> printNext(exercises, results, next));
    if (results.next().isEmpty()) {
      terminal.line();
      terminal.line("All solved. Compare with the reference: ./workbook solution <id>");
    }
  }

  /** One line of progress. */
  public void progress(List<ExerciseInfo> exercises, Results results) {
    int solved = (int) results.exercises().stream().filter(ExerciseResult::passed).count();
    int all = exercises.size();
    int tests = exercises.stream().mapToInt(exercise -> exercise.tests().size()).sum();
    int passed = results.exercises().stream().mapToInt(ExerciseResult::passedTests).sum();
    int points = results.exercises().stream().mapToInt(ExerciseResult::points).sum();
    int maxPoints = exercises.stream().mapToInt(ExerciseInfo::points).sum();
    int filled = all == 0 ? 0 : BAR * solved / all;
    String bar = terminal.green("█".repeat(filled)) + "░".repeat(BAR - filled);
    terminal.line();
    terminal.line(terminal.bold(exercises.get(0).scenario().title()));
    terminal.line(bar + "  " + solved + " of " + all + " exercises");
    terminal.wrapped(
        BAR + 2,
        passed
            + " of "
            + Math.max(tests, passed)
            + " tests · "
            + points
            + " of "
            + maxPoints
            + " points");
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

  private static String heading(ExerciseInfo exercise) {
    return exercise.id() + " " + exercise.title();
  }

  /** What a learner needs to go on with one exercise. */
  public void details(ExerciseInfo exercise, ExerciseResult result) {
    result.firstFailure().ifPresent(this::failure);
    Path top = exercise.scenario().dir().getParent();
    int line = result.firstFailure().map(TestResult::line).orElse(0);
    int testLine = result.firstFailure().map(TestResult::testLine).orElse(0);
    terminal.line("  edit    " + link(top, exercise.starter(), line));
    if (testLine > 0) {
      terminal.line("  test    " + link(top, exercise.testFile(), testLine));
    }
    Lesson.of(exercise.scenario())
        .link(exercise.id())
        .ifPresent(section -> terminal.line("  lesson  " + section));
    terminal.line("  hint    ./workbook hint " + exercise.id());
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

  private void printNext(List<ExerciseInfo> exercises, Results results, ExerciseResult next) {
    ExerciseInfo exercise = info(exercises, next);
    terminal.line();
    terminal.line(
        terminal.bold("Next: " + heading(exercise))
            + " · "
            + exercise.minutes()
            + " minutes · "
            + exercise.points()
            + " points");
    details(exercise, next);
    List<ExerciseResult> others =
        results.exercises().stream()
            .filter(result -> !result.passed() && !result.id().equals(next.id()))
            .toList();
    if (!others.isEmpty()) {
      terminal.line();
      terminal.line("After that:");
      others.forEach(this::oneLine);
    }
  }

  private void failure(TestResult failure) {
    boolean compiled = !failure.status().equals("error") || failure.durationMillis() > 0;
    if (compiled) {
      terminal.wrapped(2, terminal.red("✗") + " " + failure.name());
      terminal.wrapped(6, failure.message());
    } else {
      terminal.wrapped(2, terminal.red("✗") + " " + failure.message());
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

  private void oneLine(ExerciseResult result) {
    String head = "  " + result.id() + "  " + result.title() + ": ";
    String tail =
        switch (result.status()) {
          case "unsolved" -> result.tests().isEmpty() ? "not run yet" : "not solved yet";
          case "error" -> result.firstFailure().map(TestResult::message).orElse("error");
          default ->
              result.passedTests()
                  + " of "
                  + result.tests().size()
                  + " tests, first: "
                  + result.firstFailure().map(TestResult::name).orElse("");
        };
    terminal.line(head + terminal.cut(tail, terminal.width() - head.length()));
  }

  private static ExerciseInfo info(List<ExerciseInfo> exercises, ExerciseResult result) {
    return exercises.stream()
        .filter(exercise -> exercise.id().equals(result.id()))
        .findFirst()
        .orElseThrow();
  }

  private static String link(Path top, Path file, int line) {
    String path = top.relativize(file).toString().replace('\\', '/');
    return line > 0 ? path + ":" + line : path;
  }
}
