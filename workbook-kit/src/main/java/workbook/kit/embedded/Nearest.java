package workbook.kit.embedded;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The rows nearest to one vector: a heap of at most so many, the farthest on top. */
final class Nearest {

  /** One row found; the order in which rows were looked at decides between equal scores. */
  static final class Hit {
    private final float score;
    private final int order;
    private final Object[] row;

    private Hit(float score, int order, Object[] row) {
      this.score = score;
      this.order = order;
      this.row = row;
    }

    float score() {
      return score;
    }

    private int order() {
      return order;
    }

    Object[] row() {
      return row;
    }
  }

  /**
   * The limits of a range search; each may be null.
   *
   * @param radius a hit must be nearer
   * @param filter a hit must not be nearer
   */
  record Bounds(Float radius, Float filter) {}

  private final Vector target;
  private final int column;
  private final Metric metric;
  private final int limit;
  private final Bounds bounds;
  private final SearchPages.Page page;
  private final Comparator<Hit> nearestFirst;
  private final PriorityQueue<Hit> farthestFirst;
  private int looked;
  private int skippedTies;

  /**
   * Looks for at most so many rows.
   *
   * @param page what earlier pages had already, or null
   */
  Nearest(
      Vector target, int column, Metric metric, int limit, Bounds bounds, SearchPages.Page page) {
    this.target = target;
    this.column = column;
    this.metric = metric;
    this.limit = limit;
    this.bounds = bounds;
    this.page = page;
    Comparator<Hit> byScore = (a, b) -> Float.compare(a.score(), b.score());
    nearestFirst =
        (metric == Metric.L2 ? byScore : byScore.reversed()).thenComparingInt(Hit::order);
    farthestFirst = new PriorityQueue<>(nearestFirst.reversed());
  }

  void offer(Object[] row) {
    float score = metric.score(target, (Vector) row[column]);
    if (isOutside(score) || isOnEarlierPage(score)) {
      return;
    }
    // Rows come in the order of their keys: of equal scores, the earlier one stays.
    if (farthestFirst.size() == limit) {
      if (!metric.nearer(score, farthestFirst.peek().score())) {
        return;
      }
      farthestFirst.poll();
    }
    farthestFirst.add(new Hit(score, looked++, row));
  }

  private boolean isOutside(float score) {
    return (bounds.radius() != null && !metric.nearer(score, bounds.radius()))
        || (bounds.filter() != null && metric.nearer(score, bounds.filter()));
  }

  private boolean isOnEarlierPage(float score) {
    if (page == null || page.bound() == null) {
      return false;
    }
    if (score == page.bound()) {
      return skippedTies++ < page.ties();
    }
    return metric.nearer(score, page.bound());
  }

  /** What was found, the nearest first. */
  List<Hit> hits() {
    List<Hit> hits = new ArrayList<>(farthestFirst);
    hits.sort(nearestFirst);
    return hits;
  }
}
