package workbook.kit.embedded.filter;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The pattern of a {@code like}: % is any text, _ any one character, a backslash takes both away.
 */
final class Like {

  private static final int ANY_TEXT = -1;
  private static final int ANY_ONE = -2;
  private static final int END = -3;

  /** A character, with the backslash before it. */
  private static final Pattern PART = Pattern.compile("\\\\?.", Pattern.DOTALL);

  private final int[] parts;

  Like(String pattern) {
    parts = PART.matcher(pattern).results().map(MatchResult::group).mapToInt(Like::part).toArray();
  }

  private static int part(String written) {
    return switch (written) {
      case "%" -> ANY_TEXT;
      case "_" -> ANY_ONE;
      default -> written.codePointBefore(written.length());
    };
  }

  /**
   * Whether the whole text fits. Goes back only to the last %, so that a pattern without one takes
   * the length of the text, and none takes longer than the product of both lengths.
   */
  boolean matches(String text) {
    int[] points = text.codePoints().toArray();
    int at = 0;
    int next = 0;
    int afterPercent = -1;
    int resume = 0;
    while (at < points.length) {
      int part = next < parts.length ? parts[next] : END;
      if (part == ANY_TEXT) {
        afterPercent = ++next;
        resume = at;
      } else if (part == ANY_ONE || part == points[at]) {
        next++;
        at++;
      } else if (afterPercent >= 0) {
        next = afterPercent;
        at = ++resume;
      } else {
        return false;
      }
    }
    while (next < parts.length && parts[next] == ANY_TEXT) {
      next++;
    }
    return next == parts.length;
  }
}
