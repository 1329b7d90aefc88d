package workbook.pool.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A folder with a run: the JSON, a description of the machine, and what is generated from them.
 *
 * @param folder where they are
 */
public record Report(Path folder) {

  private static final String RESULTS = "results.json";
  private static final String MACHINE = "machine.json";

  /**
   * Takes in what JMH has written, and what it was written about.
   *
   * @param server what was called
   * @param rounds how often each cell ran
   * @param scale by what times were multiplied
   * @param loadBefore the machine's load average before the run
   */
  public void take(Path jmh, String server, int rounds, double scale, double loadBefore)
      throws IOException {
    Files.createDirectories(folder);
    Results.copyWithoutPaths(jmh, folder.resolve(RESULTS));
    Machine.here(server, rounds, scale, loadBefore).write(folder.resolve(MACHINE));
  }

  Results results() throws IOException {
    return Results.read(folder.resolve(RESULTS));
  }

  Map<String, String> tables() throws IOException {
    return Tables.of(results(), Machine.read(folder.resolve(MACHINE)));
  }

  /** Draws the charts, and removes those that the run has no values for. */
  public void draw() throws IOException {
    try (var old = Files.newDirectoryStream(folder, "*.svg")) {
      for (Path file : old) {
        Files.delete(file);
      }
    }
    for (Chart chart : new Charts(results()).all()) {
      Drawing.write(chart, folder);
    }
  }

  /** Fills the places for generated text in the documents of this folder. */
  public void publish(Path docs) throws IOException {
    Map<String, String> tables = tables();
    for (Path document : Documents.in(docs)) {
      Files.writeString(document, Documents.fill(Files.readString(document), tables));
    }
  }

  /** Writes all tables into one file of the folder. */
  public Path summarize() throws IOException {
    String text =
        tables().entrySet().stream()
            .filter(table -> !table.getValue().equals(Tables.NOT_MEASURED))
            .map(table -> "## " + table.getKey() + "\n\n" + table.getValue())
            .collect(Collectors.joining("\n\n", "# A run of the benchmarks\n\n", "\n"));
    return Files.writeString(folder.resolve("report.md"), text);
  }
}
