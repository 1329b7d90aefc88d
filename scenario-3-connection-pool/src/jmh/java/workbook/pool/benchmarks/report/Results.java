package workbook.pool.benchmarks.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The results of a run, as JMH has written them. Immutable. */
final class Results {

  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  private final List<Row> rows;

  private Results(List<Row> rows) {
    this.rows = List.copyOf(rows);
  }

  static Results read(Path file) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (JsonElement element : JsonParser.parseString(Files.readString(file)).getAsJsonArray()) {
      rows.add(row(element.getAsJsonObject()));
    }
    return new Results(rows);
  }

  static Results of(List<Row> rows) {
    return new Results(rows);
  }

  /**
   * Copies JMH's results, a line each, without the paths and options of the machine that they were
   * made on.
   */
  static void copyWithoutPaths(Path from, Path to) throws IOException {
    List<String> lines = new ArrayList<>();
    for (JsonElement result : JsonParser.parseString(Files.readString(from)).getAsJsonArray()) {
      result.getAsJsonObject().remove("jvm");
      result.getAsJsonObject().remove("jvmArgs");
      lines.add(GSON.toJson(result));
    }
    Files.writeString(to, "[\n" + String.join(",\n", lines) + "\n]\n");
  }

  private static Row row(JsonObject json) {
    Map<String, String> params = new LinkedHashMap<>();
    json.getAsJsonObject("params")
        .entrySet()
        .forEach(param -> params.put(param.getKey(), param.getValue().getAsString()));
    Map<String, Spread> others = new LinkedHashMap<>();
    json.getAsJsonObject("secondaryMetrics")
        .entrySet()
        .forEach(metric -> others.put(metric.getKey(), spread(metric.getValue())));
    String method = json.get("benchmark").getAsString();
    return new Row(
        method.substring(method.lastIndexOf('.', method.lastIndexOf('.') - 1) + 1),
        params,
        json.get("threads").getAsInt(),
        json.get("jdkVersion").getAsString(),
        spread(json.get("primaryMetric")),
        others);
  }

  private static Spread spread(JsonElement metric) {
    List<Double> values = new ArrayList<>();
    for (JsonElement fork : metric.getAsJsonObject().getAsJsonArray("rawData")) {
      fork.getAsJsonArray().forEach(iteration -> values.add(iteration.getAsDouble()));
    }
    return Spread.of(values);
  }

  /** All rows of that benchmark that have these parameters. */
  Stream<Row> rows(String benchmark, Map<String, String> params) {
    return rows.stream().filter(row -> row.is(benchmark, params));
  }

  /** The calls to a server of one arm under one condition. */
  Optional<Row> calls(String arm, Condition condition) {
    return calls(condition).filter(row -> row.param("arm").equals(arm)).findFirst();
  }

  /** The calls to a server of all arms under one condition, in the order of the run. */
  Stream<Row> calls(Condition condition) {
    return rows("CallServer.call", condition.params())
        .filter(
            row -> row.threads() == condition.callers() || row.param("arm").equals(Arms.SERIAL));
  }
}
