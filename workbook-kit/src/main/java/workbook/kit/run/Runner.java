package workbook.kit.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import workbook.kit.catalog.ExerciseInfo;
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

  /** The same as {@link #compile(Compiler, ExerciseInfo, Path, String...)}. */
  public Compilation compile(ExerciseInfo exercise, Path sources, String... options) {
    return compile(compiler, exercise, sources, options);
  }

  /**
   * Compiles an exercise and its tests.
   *
   * @param sources the root that holds the variant: starters, solutions, a mistake
   */
  public static Compilation compile(
      Compiler compiler, ExerciseInfo exercise, Path sources, String... options) {
    Path file = exercise.pathIn(sources);
    if (!Files.exists(file)) {
      return refused(
          file, "the file is missing; get a starter back with: ./workbook reset " + exercise.id());
    }
    Compilation compiled = compiler.compile(List.of(file, exercise.testFile()), options);
    // An older class of that name on the class path would be tested in its place.
    return !compiled.succeeded() || compiled.classes().containsKey(exercise.className())
        ? compiled
        : refused(file, "it must hold the class " + exercise.className() + ", in that package");
  }

  private static Compilation refused(Path file, String why) {
    String name = file.getFileName().toString();
    return new Compilation(Map.of(), List.of(new Problem(name, 0, true, why, "")));
  }

  /** Runs the tests of an exercise that compiled. */
  public Recording run(ExerciseInfo exercise, Compilation compiled) {
    return run(exercise, compiled, Set.of());
  }

  /**
   * Runs some tests of an exercise that compiled.
   *
   * @param methods the names of their methods; empty for all
   */
  public Recording run(ExerciseInfo exercise, Compilation compiled, Set<String> methods) {
    int tests = methods.isEmpty() ? exercise.tests().size() : methods.size();
    return worker.run(
        new Worker.Request(compiled.classes(), exercise.testClassName(), methods),
        GRACE.plusSeconds((long) exercise.seconds() * tests));
  }

  @Override
  public void close() {
    worker.close();
    compiler.close();
  }
}
