package workbook.kit.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import workbook.kit.catalog.ExerciseInfo;
import workbook.kit.catalog.Scenario;
import workbook.kit.console.Terminal;
import workbook.kit.results.ExerciseResult;
import workbook.kit.run.Runner;

/** Runs exercises as they are saved. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    description = "Runs an exercise whenever you save it, and moves on when it passes.")
final class WatchCommand implements Callable<Integer> {

  private static final int LOOK_EVERY_MILLIS = 50;
  private static final double NANOS = 1e9;

  private final Desk desk;
  private final Terminal terminal;
  private Keys keys;
  private ExerciseInfo current;
  private Scenario runnersScenario;
  private Runner runner;

  WatchCommand(Desk desk) {
    this.desk = desk;
    this.terminal = desk.terminal();
  }

  /** For tests: keys from elsewhere than the keyboard. */
  WatchCommand(Desk desk, Keys keys) {
    this(desk);
    this.keys = keys;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (desk.next().isEmpty()) {
      terminal.line("All exercises are solved.");
      return 0;
    }
    try (Keys pressed = keys == null ? Keys.ofProcess() : keys) {
      Saves saves = new Saves(desk.exercises());
      check(desk.next().get());
      for (Optional<Character> key = Optional.empty(); !key.equals(Optional.of('q')); ) {
        saves.poll().ifPresent(this::check);
        if (desk.next().isEmpty()) {
          terminal.line("All exercises are solved.");
          return 0;
        }
        key = pressed.next(LOOK_EVERY_MILLIS);
        key.ifPresent(this::obey);
      }
      return 0;
    } finally {
      closeRunner();
    }
  }

  private void obey(char key) {
    switch (key) {
      case 'h' -> new HintCommand(desk).show(current);
      case 'l' -> new ListCommand(desk).run();
      case 'n' -> check(following());
      case 'r' -> check(current);
      default -> {
        // Any other key is a slip.
      }
    }
  }

  /** Runs an exercise; when it passes, shows the next one. */
  private void check(ExerciseInfo exercise) {
    current = exercise;
    ExerciseResult result = run(exercise);
    if (result.passed()) {
      desk.next()
          .ifPresent(
              next -> {
                current = next;
                run(next);
              });
    }
    terminal.line();
    terminal.line("Watching. Keys: h hint, l list, n next, r run again, q quit");
  }

  private ExerciseResult run(ExerciseInfo exercise) {
    Runner ready = runner(exercise.scenario());
    long start = System.nanoTime();
    ExerciseResult result = desk.attempt(ready, exercise);
    double seconds = (System.nanoTime() - start) / NANOS;
    desk.report().verdict(exercise, result);
    terminal.line("  (%.1f s)".formatted(seconds));
    return result;
  }

  private ExerciseInfo following() {
    return desk.exercises().stream()
        .filter(exercise -> exercise.id().compareTo(current.id()) > 0)
        .filter(exercise -> !desk.result(exercise).passed())
        .findFirst()
        .orElseGet(() -> desk.next().orElse(current));
  }

  private Runner runner(Scenario scenario) {
    if (!scenario.equals(runnersScenario)) {
      closeRunner();
      runner = desk.runner(scenario);
      runnersScenario = scenario;
    }
    return runner;
  }

  private void closeRunner() {
    if (runner != null) {
      runner.close();
    }
  }
}
