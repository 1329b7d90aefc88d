package workbook.kit.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import workbook.kit.catalog.Catalog;
import workbook.kit.catalog.ExerciseInfo;
import workbook.kit.catalog.Scenario;
import workbook.kit.compile.Compilation;
import workbook.kit.compile.Problem;
import workbook.kit.console.Report;
import workbook.kit.console.Terminal;
import workbook.kit.results.ExerciseResult;
import workbook.kit.results.Results;
import workbook.kit.run.Recording;
import workbook.kit.run.Runner;

/** What the commands share: the workbook's folder, the screen, the exercises and their results. */
final class Desk {

  private final Path top;
  private final Terminal terminal;
  private final Catalog catalog;

  Desk(Path top, Terminal terminal) {
    this.top = top;
    this.terminal = terminal;
    this.catalog = Catalog.ofWorkbook(top);
  }

  Path top() {
    return top;
  }

  Terminal terminal() {
    return terminal;
  }

  Report report() {
    return new Report(terminal);
  }

  List<Scenario> scenarios() {
    return Scenario.all(top).stream().filter(scenario -> !exercises(scenario).isEmpty()).toList();
  }

  List<ExerciseInfo> exercises() {
    return catalog.exercises();
  }

  List<ExerciseInfo> exercises(Scenario scenario) {
    return exercises().stream().filter(one -> one.scenario().equals(scenario)).toList();
  }

  ExerciseInfo exercise(String id) {
    return catalog
        .find(id)
        .orElseThrow(
            () -> new Refusal("There is no exercise " + id + ". See them with: ./workbook list"));
  }

  /** The first exercise that is not solved. */
  Optional<ExerciseInfo> next() {
    return exercises().stream()
        .sorted(Comparator.comparing(ExerciseInfo::id))
        .filter(exercise -> !result(exercise).passed())
        .findFirst();
  }

  Results results(Scenario scenario) {
    return Results.latest(scenario, exercises(scenario), scenario.results(), List.of());
  }

  ExerciseResult result(ExerciseInfo exercise) {
    return results(exercise.scenario()).find(exercise.id()).orElseThrow();
  }

  /** A runner for the exercises of a scenario; builds first what it needs. */
  Runner runner(Scenario scenario) {
    return Runner.forLearner(new Build(this).classPath(scenario));
  }

  /** Compiles and runs the learner's file, and writes the result down. */
  ExerciseResult attempt(Runner runner, ExerciseInfo exercise) {
    ExerciseResult result = run(runner, exercise);
    Scenario scenario = exercise.scenario();
    Results.latest(scenario, exercises(scenario), scenario.results(), List.of(result))
        .write(scenario.results());
    return result;
  }

  private static ExerciseResult run(Runner runner, ExerciseInfo exercise) {
    if (!Files.exists(exercise.starter())) {
      String missing = "the file is missing; bring it back with: ./workbook reset " + exercise.id();
      String name = exercise.starter().getFileName().toString();
      return ExerciseResult.notCompiled(exercise, List.of(new Problem(name, 0, true, missing, "")));
    }
    Compilation compiled = runner.compile(exercise, exercise.scenario().starters(), "-nowarn");
    if (!compiled.succeeded()) {
      return ExerciseResult.notCompiled(exercise, compiled.errors());
    }
    Recording recording = runner.run(exercise, compiled);
    return ExerciseResult.ran(exercise, recording.outcomes(), recording.ended());
  }
}
