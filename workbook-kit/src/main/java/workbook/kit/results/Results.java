package workbook.kit.results;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import workbook.kit.catalog.ExerciseInfo;
import workbook.kit.catalog.Scenario;
import workbook.kit.files.Disk;

/**
 * The results of one scenario, as they stand in {@code results.json}.
 *
 * @param version of the format
 * @param finishedAt when they were written, ISO-8601 in UTC
 * @param exercises all of the scenario, in order
 */
public record Results(
    int version, String scenario, String finishedAt, List<ExerciseResult> exercises) {

  private static final int VERSION = 1;
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  /**
   * The latest known results: new ones where there are, else earlier ones if they still hold, else
   * unsolved, with the source of the last run.
   *
   * @param exercises all of the scenario
   * @param folder where {@code results.json} lies
   */
  public static Results latest(
      Scenario scenario, List<ExerciseInfo> exercises, Path folder, List<ExerciseResult> fresh) {
    List<ExerciseResult> known = Stream.concat(fresh.stream(), read(folder).stream()).toList();
    String instant = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    List<ExerciseResult> all =
        exercises.stream().map(exercise -> ExerciseResult.latest(exercise, known)).toList();
    return new Results(VERSION, scenario.name(), instant, all);
  }

  /** Writes {@code results.json}; whoever reads at the same time sees the old or the new one. */
  public void write(Path folder) {
    Path next = folder.resolve("results.json.new");
    Disk.write(next, GSON.toJson(this) + "\n");
    Disk.io(() -> Files.move(next, file(folder), StandardCopyOption.REPLACE_EXISTING));
  }

  /** The result of one exercise. */
  public Optional<ExerciseResult> find(String id) {
    return exercises.stream().filter(exercise -> exercise.id().equals(id)).findFirst();
  }

  static Path file(Path folder) {
    return folder.resolve("results.json");
  }

  private static List<ExerciseResult> read(Path folder) {
    try {
      Results results = GSON.fromJson(Disk.read(file(folder)), Results.class);
      return results == null || results.version() != VERSION ? List.of() : results.exercises();
    } catch (JsonParseException e) {
      return List.of();
    }
  }
}
