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
import workbook.kit.catalog.Scenario;
import workbook.kit.files.Disk;

/**
 * The results of one scenario, as they stand in {@code results.json}.
 *
 * @param version of the format
 * @param finishedAt when they were written, ISO-8601 in UTC
 * @param exercises all of the scenario, in order
 */
record Results(int version, String scenario, String finishedAt, List<ExerciseResult> exercises) {

  private static final int VERSION = 1;
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  /** Writes {@code results.json}; whoever reads at the same time sees the old or the new one. */
  static void write(Scenario scenario, List<ExerciseResult> exercises) {
    String instant = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    Results results = new Results(VERSION, scenario.name(), instant, exercises);
    Path next = scenario.results().resolve("results.json.new");
    Disk.write(next, GSON.toJson(results) + "\n");
    Disk.io(() -> Files.move(next, file(scenario), StandardCopyOption.REPLACE_EXISTING));
  }

  static Path file(Scenario scenario) {
    return scenario.results().resolve("results.json");
  }

  /** What {@code results.json} says; nothing if it is not there or cannot be read. */
  static List<ExerciseResult> read(Scenario scenario) {
    try {
      Results results = GSON.fromJson(Disk.read(file(scenario)), Results.class);
      return results == null || results.version() != VERSION ? List.of() : results.exercises();
    } catch (JsonParseException e) {
      return List.of();
    }
  }
}
