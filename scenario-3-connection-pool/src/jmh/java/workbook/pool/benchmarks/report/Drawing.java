package workbook.pool.benchmarks.report;

import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.IChart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Draws charts as SVG files, each with its values as text inside. */
final class Drawing {

  private static final int WIDTH = 900;
  private static final int HEIGHT = 480;
  private static final String DATA_START = "<!-- data\n";
  private static final String DATA_END = "\n-->";

  /** A hundredth of a pixel will do; letters are drawn as outlines, so this halves the file. */
  private static final Pattern LONG_FRACTION = Pattern.compile("(\\.\\d\\d)\\d+");

  private Drawing() {}

  static void write(Chart chart, Path folder) throws IOException {
    Files.writeString(folder.resolve(chart.name() + ".svg"), svg(chart));
  }

  static String svg(Chart chart) throws IOException {
    IChart drawn =
        switch (chart.kind()) {
          case BARS, LOGARITHMIC_BARS -> bars(chart);
          case LINES, LOGARITHMIC_LINES -> lines(chart);
        };
    String drawing = new String(ChartEncoder.getBytes(drawn, "svg"), StandardCharsets.UTF_8);
    return LONG_FRACTION.matcher(drawing.stripTrailing()).replaceAll("$1")
        + "\n"
        + DATA_START
        + inComment(chart.data())
        + DATA_END
        + "\n";
  }

  /** The values that a file was drawn from. */
  static String dataOf(String svg) {
    int start = svg.lastIndexOf(DATA_START);
    return start < 0
        ? ""
        : svg.substring(start + DATA_START.length(), svg.indexOf(DATA_END, start));
  }

  /** Two hyphens may not stand in an XML comment. */
  static String inComment(String text) {
    return text.replace("--", "- -");
  }

  private static IChart bars(Chart chart) {
    CategoryChart drawn =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(chart.title())
            .xAxisTitle(chart.xTitle())
            .yAxisTitle(chart.yTitle())
            .build();
    style(drawn.getStyler());
    if (chart.kind() == Chart.Kind.LOGARITHMIC_BARS) {
      drawn.getStyler().setYAxisLogarithmic(true).setYAxisMin(powerOfTenBelow(chart));
    }
    drawn.getStyler().setAvailableSpaceFill(0.9);
    chart
        .series()
        .forEach(
            series ->
                drawn.addSeries(
                    series.name(),
                    series.xs(),
                    series.ys(),
                    series.errors().isEmpty() ? null : series.errors()));
    return drawn;
  }

  /** Bars would begin at zero, which is nowhere on a logarithmic axis. */
  private static double powerOfTenBelow(Chart chart) {
    double least =
        chart.series().stream()
            .flatMap(series -> series.ys().stream())
            .mapToDouble(Double::doubleValue)
            .min()
            .orElse(1);
    return Math.pow(10, Math.floor(Math.log10(least)));
  }

  private static IChart lines(Chart chart) {
    XYChart drawn =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(chart.title())
            .xAxisTitle(chart.xTitle())
            .yAxisTitle(chart.yTitle())
            .build();
    style(drawn.getStyler());
    boolean logarithmic = chart.kind() == Chart.Kind.LOGARITHMIC_LINES;
    drawn.getStyler().setXAxisLogarithmic(logarithmic).setYAxisLogarithmic(logarithmic);
    if (!logarithmic) {
      drawn.getStyler().setYAxisMin(0.0);
    }
    chart.series().forEach(series -> drawn.addSeries(series.name(), series.xs(), series.ys()));
    return drawn;
  }

  private static void style(AxesChartStyler styler) {
    styler.setLegendPosition(LegendPosition.OutsideE);
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setBaseFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    styler.setChartTitleBoxVisible(false);
  }
}
