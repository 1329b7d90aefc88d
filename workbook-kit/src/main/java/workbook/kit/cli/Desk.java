package workbook.kit.cli;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import workbook.kit.catalog.Catalog;
import workbook.kit.catalog.Checklist;
import workbook.kit.catalog.ExerciseInfo;
import workbook.kit.catalog.Scenario;
import workbook.kit.compile.Compilation;
import workbook.kit.console.Report;
import workbook.kit.console.Terminal;
import workbook.kit.results.ExerciseResult;
import workbook.kit.results.Progress;
import workbook.kit.run.Runner;

/**
 * What the commands share: the workbook's folder, the screen, the exercises and their results.
 *
 * @param top the workbook's folder, absolute
 */
record Desk(Path top, Terminal terminal, Progress progress) {

  Report report() {
    return new Report(terminal);
  }

  Catalog catalog() {
    return progress.catalog();
  }

  /** The exercise that a learner means; {@code 301} and {@code 3.1} mean {@code 3.01} too. */
  ExerciseInfo exercise(String typed) {
    String id = typed.replaceFirst("^(\\d)(\\d\\d)$", "$1.$2").replaceFirst("\\.(\\d)$", ".0$1");
    return catalog().find(id).orElseThrow(() -> missing(id));
  }

  private Refusal missing(String id) {
    if (Checklist.of(top).items().stream().noneMatch(item -> item.planned().contains(id))) {
      return new Refusal("There is no exercise " + id + ". See them with: ./workbook list");
    }
    String next =
        catalog().exercises().stream()
            .filter(exercise -> exercise.id().compareTo(id) > 0)
            .findFirst()
            .map(exercise -> " The next that is there: " + exercise.id() + " " + exercise.title())
            .orElse(" It would be the last one. See those that are there with: ./workbook list");
    return new Refusal("Exercise " + id + " is planned, and not there yet." + next);
  }

  /** The exercise with this id; the next one if it is null. */
  ExerciseInfo exerciseOrNext(String id) {
    return Optional.ofNullable(id)
        .map(this::exercise)
        .or(progress::next)
        .orElseThrow(() -> new Refusal("All exercises are solved.", 0));
  }

  /** Builds what the exercises of a scenario stand on, if it has changed; its class path. */
  List<Path> build(Scenario scenario) {
    return new Build(this, scenario).classPath();
  }

  /** What the companion remembers: `mvn clean` leaves it, and version control does not see it. */
  Path kept() {
    return top.resolve(".workbook");
  }

  /** A runner for the exercises of a scenario. */
  Runner runner(Scenario scenario) {
    return Runner.forLearner(build(scenario));
  }

  /** Compiles and runs the learner's file, and writes the result down if that is possible. */
  ExerciseResult attempt(Runner runner, ExerciseInfo exercise) {
    ExerciseResult result = run(runner, exercise);
    try {
      progress.write(exercise.scenario(), List.of(result));
    } catch (UncheckedIOException e) {
      terminal.wrapped(0, "The result below cannot be written down. " + e.getCause());
    }
    return result;
  }

  private static ExerciseResult run(Runner runner, ExerciseInfo exercise) {
    Compilation compiled = runner.compile(exercise, exercise.scenario().starters(), "-nowarn");
    if (!compiled.succeeded()) {
      return ExerciseResult.notCompiled(exercise, compiled.errors());
    }
    return ExerciseResult.ran(exercise, runner.run(exercise, compiled, exercise.tests()));
  }
}
