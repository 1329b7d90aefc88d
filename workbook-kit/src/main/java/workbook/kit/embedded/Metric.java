package workbook.kit.embedded;

import java.util.Locale;

/** How near two vectors are. */
enum Metric {
  COSINE,
  IP,
  L2;

  static Metric of(String name) {
    try {
      return valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw MilvusError.invalid("float vector index does not support metric type: %s", name);
    }
  }

  float score(Vector a, Vector b) {
    return switch (this) {
      case COSINE -> a.cosine(b);
      case IP -> a.dot(b);
      case L2 -> a.squaredDistance(b);
    };
  }

  /** Whether the first score is the nearer one: a distance is better small, the others large. */
  boolean nearer(float score, float other) {
    return this == L2 ? score < other : score > other;
  }
}
