package workbook.kit.embedded;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import workbook.kit.embedded.filter.Filter.Row;

/** The rows nearest to one vector: a heap of at most so many, the farthest on top. */
final class Nearest {

  /** One row found; the order in which rows were looked at decides between equal scores. */
  record Hit(float score, int order, Row row) {}

  /**
   * What is looked for.
   *
   * @param column where the vectors are
   * @param limit at most so many
   * @param radius a hit must be nearer than this, unless it is null
   * @param filter a hit must not be nearer than this, unless it is null
   */
  record Wanted(int column, Metric metric, int limit, Float radius, Float filter) {

    private boolean isInRange(float score) {
      return (radius == null || metric.nearer(score, radius))
          && (filter == null || !metric.nearer(score, filter));
    }
  }

  private final Vector target;
  private final Wanted wanted;
  private final Comparator<Hit> nearestFirst;
  private final PriorityQueue<Hit> farthestFirst;
  private int looked;

  Nearest(Vector target, Wanted wanted) {
    this.target = target;
    this.wanted = wanted;
    Comparator<Hit> byScore = Comparator.comparing(Hit::score);
    nearestFirst =
        (wanted.metric() == Metric.L2 ? byScore : byScore.reversed()).thenComparingInt(Hit::order);
    farthestFirst = new PriorityQueue<>(nearestFirst.reversed());
  }

  void offer(Row row) {
    float score = wanted.metric().score(target, (Vector) row.value(wanted.column()));
    if (!wanted.isInRange(score)) {
      return;
    }
    // Rows come in the order of their keys: of equal scores, the earlier one stays.
    if (farthestFirst.size() == wanted.limit()) {
      if (!wanted.metric().nearer(score, farthestFirst.peek().score())) {
        return;
      }
      farthestFirst.poll();
    }
    farthestFirst.add(new Hit(score, looked++, row));
  }

  /** What was found, the nearest first, without the first so many. */
  List<Hit> hits(int offset) {
    return farthestFirst.stream().sorted(nearestFirst).skip(offset).toList();
  }
}
