package workbook.kit.maven;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import workbook.kit.compile.Problem;

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
    Path file = folder.resolve("compiled.json");
    try {
      return Files.exists(file)
          ? GSON.fromJson(Files.readString(file), new TypeToken<Compiled>() {}.getType())
          : new Compiled(0, List.of(), Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(Compiled compiled) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("compiled.json"), GSON.toJson(compiled));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
