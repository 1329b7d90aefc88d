package workbook.kit.embedded.filter;

import static java.util.stream.Collectors.joining;
import static workbook.kit.embedded.filter.FilterException.require;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One word of a filter.
 *
 * @param type what it is
 * @param text as written; without quotes and escapes for {@link Type#TEXT}, in lower case and with
 *     one space in each gap for {@link Type#OPERATOR}
 * @param position of its first character, from 0
 */
record Token(Type type, String text, int position) {

  /** What a backslash may stand before; a code point has two, four or eight digits. */
  private static final String ESCAPE =
      "\\\\(?:[abfnrtv\\\\\"'?%_]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}"
          + "|U00(?:0[0-9a-fA-F]|10)[0-9a-fA-F]{4})";

  private static final Pattern ESCAPES = Pattern.compile(ESCAPE);

  /** What there is, in the order in which it is looked for. */
  enum Type {
    TRUTH("(?:true|True|TRUE|false|False|FALSE)\\b"),
    /**
     * Words, signs and brackets; longer ones first. A null test has one space in each gap already.
     */
    OPERATOR(
        "(?:(?:(?:not|NOT)\\s+|!\\s*)?(?:in|IN)|is null|IS NULL|is not null|IS NOT NULL"
            + "|and|AND|or|OR|not|NOT|like|LIKE|exists|EXISTS)\\b"
            + "|\\*\\*|<<|>>|[<>=!]=|&&|\\|\\||[-<>+*/%&|^~!()\\[\\]{},]"),
    NAME("[a-zA-Z_][a-zA-Z0-9_]*|\\$meta"),
    DECIMAL("(?:\\d+\\.\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?|\\d+[eE][+-]?\\d+"),
    INTEGER("0[xX][0-9a-fA-F]+|0[bB][01]+|\\d+"),
    /** Possessive, so that no length of it fills the stack. */
    TEXT("\"(?:[^\"\\\\\r\n]|%1$s)*+\"|'(?:[^'\\\\\r\n]|%1$s)*+'".formatted(ESCAPE)),
    END("\\z"),
    /** Whatever is left, so that nothing is skipped: a character, or a quote without an end. */
    UNKNOWN("[\"'].*|.");

    private final String pattern;

    Type(String pattern) {
      this.pattern = pattern;
    }
  }

  /** White space, then one group for each type, in their order. */
  private static final Pattern ANY =
      Pattern.compile(
          Arrays.stream(Type.values())
              .map(type -> "(" + type.pattern + ")")
              .collect(joining("|", "[ \t\r\n]*+(?:", ")")),
          Pattern.DOTALL);

  /**
   * All tokens, the last being {@link Type#END}.
   *
   * @throws FilterException if a character belongs to no token
   */
  static List<Token> of(String source) {
    return ANY.matcher(source).results().map(Token::of).toList();
  }

  private static Token of(MatchResult match) {
    int group = 1;
    while (match.group(group) == null) {
      group++;
    }
    Type type = Type.values()[group - 1];
    String text = match.group(group);
    int position = match.start(group);
    require(type != Type.UNKNOWN, "line 1:%s token recognition error at: '%s'", position, text);
    return new Token(type, meaning(type, text), position);
  }

  private static String meaning(Type type, String text) {
    return switch (type) {
      case TEXT ->
          ESCAPES
              .matcher(text.substring(1, text.length() - 1))
              .replaceAll(escape -> Matcher.quoteReplacement(unescaped(escape.group())));
      case OPERATOR -> text.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
      case END -> "<EOF>";
      default -> text;
    };
  }

  private static String unescaped(String escape) {
    return switch (escape.charAt(1)) {
      case 'x', 'u', 'U' -> Character.toString(Integer.parseInt(escape.substring(2), 16));
      case 'a' -> "\u0007";
      case 'v' -> "\u000b";
      case '?' -> "?";
      // They keep their backslash: in a pattern they stand for themselves then.
      case '%', '_' -> escape;
      default -> escape.translateEscapes();
    };
  }

  boolean is(String symbol) {
    return type == Type.OPERATOR && text.equals(symbol);
  }
}
