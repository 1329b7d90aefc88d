package workbook.kit.embedded;

import io.milvus.grpc.SearchIteratorV2Results;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * How many hits search iterators have shown. A client sends back only the score of the last one,
 * which others may share: the count is kept here, so that no tie is lost or comes twice.
 * Thread-safe.
 */
final class SearchPages {

  /** Iterators are not closed on the server: the oldest are forgotten. */
  private static final int REMEMBERED = 1_000;

  /** What was shown before the last page and with it, and the last score of it. */
  private record Place(int before, int shown, float bound) {}

  private final Map<String, Place> places = new LinkedHashMap<>();

  /**
   * How many hits a client has: none at first, when it has no token yet.
   *
   * @throws MilvusError if the iterator is forgotten
   */
  synchronized int shown(Parameters parameters) {
    String token = parameters.text("search_iter_id");
    if (token.isEmpty()) {
      return 0;
    }
    Place place = places.get(token);
    Refusal.when(place == null).unexpected("there is no search iterator %s any more", token);
    // Another bound is that of the page before: the last one never came.
    boolean came = Objects.equals(parameters.decimal("search_iter_last_bound"), place.bound());
    return came ? place.shown() : place.before();
  }

  /** Notes what a page showed beside what had been shown before. */
  synchronized SearchIteratorV2Results turn(Parameters parameters, int before, List<Float> scores) {
    String given = parameters.text("search_iter_id");
    String token = given.isEmpty() ? UUID.randomUUID().toString() : given;
    float bound = scores.isEmpty() ? 0 : scores.get(scores.size() - 1);
    if (places.size() == REMEMBERED && !places.containsKey(token)) {
      places.keySet().remove(places.keySet().iterator().next());
    }
    places.put(token, new Place(before, before + scores.size(), bound));
    return SearchIteratorV2Results.newBuilder().setToken(token).setLastBound(bound).build();
  }
}
