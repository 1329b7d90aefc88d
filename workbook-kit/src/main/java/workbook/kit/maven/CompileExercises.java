package workbook.kit.maven;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import workbook.kit.catalog.Catalog;
import workbook.kit.catalog.ExerciseInfo;
import workbook.kit.catalog.Scenario;
import workbook.kit.compile.ClassPath;
import workbook.kit.compile.Compilation;
import workbook.kit.compile.Compiler;
import workbook.kit.files.Disk;
import workbook.kit.results.ExerciseResult;
import workbook.kit.results.Progress;
import workbook.kit.run.Runner;

/**
 * The step that compiles the exercises of a scenario, each by itself, before Maven runs its tests.
 * One that does not compile has no classes to run, and its result at once.
 */
public final class CompileExercises {

  private CompileExercises() {}

  /**
   * Compiles, and notes the class path for the companion.
   *
   * @param args the scenario's folder and its folder of compiled tests
   */
  public static void main(String[] args) {
    Scenario scenario = new Scenario(Path.of(args[0]));
    List<Path> classPath = ClassPath.own();
    ClassPath.write(scenario.classPath(), classPath);
    ClassPath.writeArguments(scenario.results().resolve("java.args"), classPath);
    Disk.delete(ReportExercises.recording(scenario));
    compile(scenario, classPath, Path.of(args[1]));
  }

  /** Writes classes, and the results of the exercises that have none. */
  static void compile(Scenario scenario, List<Path> classPath, Path testClasses) {
    Disk.files(testClasses).stream()
        .filter(file -> file.getFileName().toString().matches("Ex\\d{3}.*\\.class"))
        .forEach(Disk::delete);
    Progress progress = new Progress(Catalog.of(List.of(scenario)));
    List<ExerciseInfo> exercises = progress.catalog().exercises();
    List<ExerciseResult> broken = new ArrayList<>();
    try (Compiler compiler = new Compiler(classPath)) {
      // Faster: what all of them use is read once.
      Compilation together = Runner.compile(compiler, exercises, scenario.starters(), "-nowarn");
      if (together.succeeded()) {
        write(testClasses, together);
      } else {
        for (ExerciseInfo exercise : exercises) {
          Compilation alone =
              Runner.compile(compiler, List.of(exercise), scenario.starters(), "-nowarn");
          if (!alone.succeeded()) {
            broken.add(ExerciseResult.notCompiled(exercise, alone.errors()));
          }
          write(testClasses, alone);
        }
      }
    }
    progress.write(scenario, broken);
  }

  private static void write(Path folder, Compilation compiled) {
    compiled
        .classes()
        .forEach(
            (name, bytes) -> Disk.write(folder.resolve(name.replace('.', '/') + ".class"), bytes));
  }
}
