package workbook.kit.embedded;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Where search iterators have come to. A client sends back only the score of the last hit; how many
 * hits with exactly that score it has seen is kept here, so that no tie is lost or comes twice.
 * Thread-safe.
 */
final class SearchPages {

  /** Iterators are not closed on the server: the oldest are forgotten. */
  private static final int REMEMBERED = 1_000;

  /**
   * The next page of an iterator.
   *
   * @param bound the last score of the page before, or null for the first page
   * @param ties how many hits with that score were shown
   */
  record Page(String token, Float bound, int ties) {}

  private final Map<String, Page> last =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Page> eldest) {
          return size() > REMEMBERED;
        }
      };

  synchronized Page next(Map<String, String> parameters) {
    String token = parameters.getOrDefault("search_iter_id", "");
    if (token.isEmpty()) {
      return new Page(UUID.randomUUID().toString(), null, 0);
    }
    Double bound = Numbers.decimal(parameters.get("search_iter_last_bound"));
    Page known = last.get(token);
    if (bound != null && known != null && known.bound() == bound.floatValue()) {
      return known;
    }
    // Nothing known about ties: better to lose some than to show them again.
    return new Page(token, bound == null ? null : (Float) bound.floatValue(), Integer.MAX_VALUE);
  }

  /** Keeps what the page showed; returns its last score. */
  synchronized float remember(Page page, List<Float> scores) {
    if (scores.isEmpty()) {
      return page.bound() == null ? 0 : page.bound();
    }
    float bound = scores.get(scores.size() - 1);
    int ties = (int) scores.stream().filter(score -> score == bound).count();
    boolean sameBound = page.bound() != null && page.bound() == bound;
    last.put(page.token(), new Page(page.token(), bound, sameBound ? page.ties() + ties : ties));
    return bound;
  }
}
