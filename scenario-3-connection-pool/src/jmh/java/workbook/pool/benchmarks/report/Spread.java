package workbook.pool.benchmarks.report;

import java.util.List;

/**
 * What several rounds have measured.
 *
 * @param median the middle one, or the mean of the middle two
 * @param low the lowest
 * @param high the highest
 * @param rounds how many there were
 */
record Spread(double median, double low, double high, int rounds) {

  static Spread of(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no round has measured anything");
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1], sorted.length);
  }

  /** Whether there is a value that both may have. */
  boolean overlaps(Spread other) {
    return low <= other.high && other.low <= high;
  }

  /** The median, and the range if there is one. */
  @Override
  public String toString() {
    return rounds == 1
        ? Text.number(median)
        : Text.number(median) + " (" + Text.number(low) + "–" + Text.number(high) + ")";
  }
}
