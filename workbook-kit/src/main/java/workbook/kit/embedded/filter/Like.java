package workbook.kit.embedded.filter;

/**
 * The pattern of a {@code like}: % is any text, _ any one character, a backslash takes both away.
 */
final class Like {

  private static final int ANY_TEXT = -1;
  private static final int ANY_ONE = -2;

  private final int[] pattern;

  Like(String text) {
    int[] points = text.codePoints().toArray();
    int[] parts = new int[points.length];
    int size = 0;
    for (int i = 0; i < points.length; i++) {
      boolean escapes = points[i] == '\\' && i + 1 < points.length;
      if (escapes) {
        parts[size++] = points[++i];
      } else {
        parts[size++] = points[i] == '%' ? ANY_TEXT : points[i] == '_' ? ANY_ONE : points[i];
      }
    }
    pattern = java.util.Arrays.copyOf(parts, size);
  }

  /**
   * Whether the whole text fits. Goes back only to the last %, so that no pattern can make it take
   * longer than the product of both lengths.
   */
  boolean matches(String text) {
    int[] points = text.codePoints().toArray();
    int at = 0;
    int next = 0;
    int star = -1;
    int resume = 0;
    while (at < points.length) {
      if (next < pattern.length && pattern[next] == ANY_TEXT) {
        star = next++;
        resume = at;
      } else if (next < pattern.length
          && (pattern[next] == ANY_ONE || pattern[next] == points[at])) {
        next++;
        at++;
      } else if (star >= 0) {
        next = star + 1;
        at = ++resume;
      } else {
        return false;
      }
    }
    while (next < pattern.length && pattern[next] == ANY_TEXT) {
      next++;
    }
    return next == pattern.length;
  }
}
