package workbook.kit.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import workbook.kit.catalog.ExerciseInfo;
import workbook.kit.compile.Compilation;
import workbook.kit.compile.Compiler;

/** Compiles an exercise in this JVM and runs its tests in a worker. For one thread at a time. */
public final class Runner implements AutoCloseable {

  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Compiler compiler;
  private final WorkerProcess worker;

  /** Starts the worker; it gets ready while the caller goes on. */
  public Runner(List<Path> classPath) {
    compiler = new Compiler(classPath);
    worker = new WorkerProcess(classPath);
  }

  /**
   * Compiles an exercise and its tests.
   *
   * @param sources the root that holds the variant: starters, solutions, a mistake
   */
  public Compilation compile(ExerciseInfo exercise, Path sources, String... options) {
    return compiler.compile(List.of(exercise.pathIn(sources), exercise.testFile()), options);
  }

  /** Runs the tests of an exercise that compiled. */
  public Recording run(ExerciseInfo exercise, Compilation compiled) {
    Duration limit = GRACE.plusSeconds((long) exercise.seconds() * exercise.tests().size());
    return worker.run(compiled.classes(), exercise.testClassName(), limit);
  }

  @Override
  public void close() {
    worker.close();
    compiler.close();
  }
}
