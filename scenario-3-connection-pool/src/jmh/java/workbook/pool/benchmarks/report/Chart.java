package workbook.pool.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a chart shows.
 *
 * @param name of its file, without an ending
 */
record Chart(
    String name, String title, String xTitle, String yTitle, Kind kind, List<Series> series) {

  /** How it shows it. */
  enum Kind {
    BARS,
    LOGARITHMIC_BARS,
    LINES,
    /** Both axes logarithmic. */
    LOGARITHMIC_LINES
  }

  /**
   * A line, or the bars of one colour.
   *
   * @param xs strings for bars, numbers for lines
   * @param errors half of each value's range; empty for none
   */
  record Series(String name, List<Object> xs, List<Double> ys, List<Double> errors) {

    static Series of(String name, List<Object> xs, List<Double> ys) {
      return new Series(name, xs, ys, List.of());
    }

    private String data() {
      return name
          + ": "
          + java.util.stream.IntStream.range(0, xs.size())
              .mapToObj(i -> String.format(Locale.ROOT, "%s=%.4g", xs.get(i), ys.get(i)))
              .collect(Collectors.joining("; "));
    }
  }

  /** All values as text; goes into the file, for readers and for the test that compares. */
  String data() {
    return title
        + "\n"
        + xTitle
        + " / "
        + yTitle
        + "\n"
        + series.stream().map(Series::data).collect(Collectors.joining("\n"));
  }
}
