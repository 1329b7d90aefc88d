package workbook.pool.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The run in docs/: what the documents and the charts show is what the JSON says. */
class PublishedRunTest {

  private static final Path DOCS = Path.of("..", "docs");
  private static final Report PUBLISHED = new Report(DOCS.resolve("benchmarks"));
  private static final String REMEDY =
      "write them again: mvn verify -Pbenchmarks -pl scenario-3-connection-pool -Dbenchmarks=report";

  @Test
  void everyTableIsWhatTheJsonSays() throws IOException {
    List<Path> documents = Documents.in(DOCS);
    assertThat(documents).as("the documents of the benchmarks").isNotEmpty();
    Map<String, String> tables = PUBLISHED.tables();
    for (Path document : documents) {
      String text = Files.readString(document);
      assertThat(Documents.fill(text, tables))
          .as("%s differs from results.json; %s", document.getFileName(), REMEDY)
          .isEqualTo(text);
    }
  }

  @Test
  void everyTableHasAPlaceInADocument() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path document : Documents.in(DOCS)) {
      all.append(Files.readString(document));
    }
    for (String name : PUBLISHED.tables().keySet()) {
      assertThat(all).as("the documents").contains("<!-- generated: " + name + " -->");
    }
  }

  @Test
  void everyChartIsDrawnFromTheJson() throws IOException {
    List<Chart> charts = new Charts(PUBLISHED.results()).all();
    for (Chart chart : charts) {
      Path file = PUBLISHED.folder().resolve(chart.name() + ".svg");
      assertThat(file).as("a chart; %s", REMEDY).exists();
      assertThat(Drawing.dataOf(Files.readString(file)))
          .as("the values that %s was drawn from; %s", file.getFileName(), REMEDY)
          .isEqualTo(Drawing.inComment(chart.data()));
    }
    assertThat(charts(PUBLISHED.folder()))
        .containsExactlyInAnyOrderElementsOf(
            charts.stream().map(chart -> chart.name() + ".svg").toList());
  }

  private static List<String> charts(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".svg"))
          .collect(Collectors.toList());
    }
  }

  @Test
  void theJsonTellsNoPathsOfTheMachine() throws IOException {
    assertThat(Files.readString(PUBLISHED.folder().resolve("results.json")))
        .doesNotContain("\"jvm\"", "\"jvmArgs\"", "/usr/", "/home/", "/tmp/");
  }

  @Test
  void aDrawingHoldsItsValues() throws IOException {
    Chart chart =
        new Chart(
            "name",
            "A -- title",
            "x",
            "y",
            Chart.Kind.LOGARITHMIC_BARS,
            List.of(Chart.Series.of("series", List.of("a", "b"), List.of(0.03, 2.0))));
    String svg = Drawing.svg(chart);
    assertThat(svg).startsWith("<?xml").contains("</svg>");
    assertThat(Drawing.dataOf(svg)).isEqualTo("A - - title\nx / y\nseries: a=0.03000; b=2.000");
  }
}
