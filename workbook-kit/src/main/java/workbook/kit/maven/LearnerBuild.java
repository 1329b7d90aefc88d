package workbook.kit.maven;

import com.google.gson.Gson;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import workbook.kit.compile.Problem;
import workbook.kit.files.Disk;

/** The files by which the steps of one learner's build tell each other what they found. */
record LearnerBuild(Path folder) {

  private static final Gson GSON = new Gson();

  /**
   * Everything that must be on the class path to compile and run the exercises, for the companion.
   */
  Path classPath() {
    return folder.resolve("classpath");
  }

  /** What the tests' JVM recorded. */
  Path recording() {
    return folder.resolve("recording.jsonl");
  }

  /** Whether all was green, for the scenario that reports last. */
  Path verdict() {
    return folder.resolve("verdict");
  }

  /** Which files were compiled, and what was wrong with them. */
  Compiled compiled() {
    Compiled before = GSON.fromJson(Disk.read(compiledFile()), Compiled.class);
    return before == null ? new Compiled(0, List.of(), Map.of()) : before;
  }

  void write(Compiled compiled) {
    Disk.write(compiledFile(), GSON.toJson(compiled));
  }

  private Path compiledFile() {
    return folder.resolve("compiled.json");
  }

  /**
   * What the compiling step did.
   *
   * @param newest when the newest file that it depends on was changed, in milliseconds
   * @param files what was compiled
   * @param broken the errors by exercise, {@code Ex301} and the like
   */
  record Compiled(long newest, List<String> files, Map<String, List<Problem>> broken) {}
}
