package workbook.kit.maven;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import workbook.kit.catalog.Scenario;
import workbook.kit.compile.Compiler;
import workbook.kit.files.Disk;
import workbook.kit.run.ClassPath;

/** The step that compiles the exercises of a scenario, before Maven runs its tests. */
public final class CompileExercises {

  private final Scenario scenario;
  private final Path testClasses;
  private final LearnerBuild build;

  private CompileExercises(Scenario scenario, Path testClasses) {
    this.scenario = scenario;
    this.testClasses = testClasses;
    this.build = new LearnerBuild(scenario.results());
  }

  /**
   * Compiles if anything has changed.
   *
   * @param args the scenario's folder and its folder of compiled tests
   */
  public static void main(String[] args) {
    new CompileExercises(new Scenario(Path.of(args[0])), Path.of(args[1])).run();
  }

  private void run() {
    Disk.delete(build.recording());
    Disk.delete(build.verdict());
    List<Path> classPath = ClassPath.own();
    ClassPath.write(build.classPath(), classPath);
    ClassPath.writeArguments(build.folder().resolve("java.args"), classPath);
    ExerciseSources sources = ExerciseSources.of(scenario);
    long newest = newest(sources, classPath);
    List<String> files = sources.files().stream().map(Path::toString).toList();
    LearnerBuild.Compiled before = build.compiled();
    if (before.newest() == newest && before.files().equals(files)) {
      return;
    }
    deleteExerciseClasses();
    try (Compiler compiler = new Compiler(classPath)) {
      sources.compile(compiler).forEach(this::write);
    }
    build.write(new LearnerBuild.Compiled(newest, files, sources.broken()));
  }

  private long newest(ExerciseSources sources, List<Path> classPath) {
    Stream<Path> compiledAgainst =
        classPath.stream()
            .filter(Files::isDirectory)
            .filter(folder -> !folder.equals(testClasses))
            .flatMap(folder -> Disk.files(folder).stream());
    return Stream.concat(sources.files().stream(), compiledAgainst)
        .mapToLong(file -> file.toFile().lastModified())
        .max()
        .orElse(0);
  }

  private void deleteExerciseClasses() {
    Disk.files(testClasses).stream()
        .filter(file -> file.getFileName().toString().matches("Ex\\d{3}.*\\.class"))
        .forEach(Disk::delete);
  }

  private void write(String className, byte[] bytes) {
    Disk.write(testClasses.resolve(className.replace('.', '/') + ".class"), bytes);
  }
}
