package workbook.kit.embedded.filter;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The pattern of a {@code like}: % is any text, _ any one character, a backslash takes both away.
 */
final class Like {

  private static final int ANY_TEXT = -1;
  private static final int ANY_ONE = -2;

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
   * Whether the whole text fits. Keeps how much of the text fits the parts so far, so that no
   * pattern can make it take longer than the product of both lengths.
   */
  boolean matches(String text) {
    int[] points = text.codePoints().toArray();
    boolean[] fits = new boolean[points.length + 1];
    fits[0] = true;
    for (int part : parts) {
      if (part == ANY_TEXT) {
        for (int length = 1; length <= points.length; length++) {
          fits[length] |= fits[length - 1];
        }
      } else {
        for (int length = points.length; length > 0; length--) {
          boolean same = part == ANY_ONE || part == points[length - 1];
          fits[length] = same && fits[length - 1];
        }
        fits[0] = false;
      }
    }
    return fits[points.length];
  }
}
