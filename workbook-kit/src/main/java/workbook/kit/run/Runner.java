package workbook.kit.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workbook.kit.catalog.ExerciseInfo;
import workbook.kit.catalog.ExerciseInfo.TestInfo;
import workbook.kit.compile.Compilation;
import workbook.kit.compile.Compiler;
import workbook.kit.compile.Problem;

/** Compiles an exercise in this JVM and runs its tests in a worker. For one thread at a time. */
public final class Runner implements AutoCloseable {

  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Compiler compiler;
  private final WorkerProcess worker;

  private Runner(List<Path> classPath, boolean patient) {
    worker = new WorkerProcess(classPath, patient);
    compiler = new Compiler(classPath);
  }

  /** For a learner who waits. The worker gets ready while the caller goes on. */
  public static Runner forLearner(List<Path> classPath) {
    return new Runner(classPath, false);
  }

  /** For the proof: each test gets its full time, also after another got stuck. */
  public static Runner forProof(List<Path> classPath) {
    return new Runner(classPath, true);
  }

  /** Compiles one exercise, as {@link #compile(Compiler, List, Path, String...)} does several. */
  public Compilation compile(ExerciseInfo exercise, Path sources, String... options) {
    return compile(compiler, List.of(exercise), sources, options);
  }

  /**
   * Compiles exercises and their tests together.
   *
   * @param sources the root that holds the variant: starters, solutions, a mistake
   */
  public static Compilation compile(
      Compiler compiler, List<ExerciseInfo> exercises, Path sources, String... options) {
    for (ExerciseInfo exercise : exercises) {
      if (!Files.exists(exercise.pathIn(sources))) {
        return refused(
            exercise,
            "the file is missing; get a starter back with: ./workbook reset " + exercise.id());
      }
    }
    List<Path> files =
        exercises.stream()
            .flatMap(exercise -> Stream.of(exercise.pathIn(sources), exercise.testFile()))
            .toList();
    Compilation compiled = compiler.compile(files, options);
    for (ExerciseInfo exercise : exercises) {
      // An older class of that name on the class path would be tested in its place.
      if (compiled.succeeded() && !compiled.classes().containsKey(exercise.className())) {
        return refused(
            exercise, "it must hold the class " + exercise.className() + ", in that package");
      }
    }
    return compiled;
  }

  private static Compilation refused(ExerciseInfo exercise, String why) {
    String name = exercise.starter().getFileName().toString();
    return new Compilation(Map.of(), List.of(new Problem(name, 0, true, why, "")));
  }

  /** Runs all or some tests of an exercise that compiled. */
  public Recording run(ExerciseInfo exercise, Compilation compiled, List<TestInfo> tests) {
    Set<String> methods = tests.stream().map(TestInfo::method).collect(Collectors.toSet());
    return worker.run(
        new Worker.Request(compiled.classes(), exercise.testClassName(), methods),
        GRACE.plusSeconds((long) exercise.seconds() * tests.size()));
  }

  @Override
  public void close() {
    worker.close();
    compiler.close();
  }
}
