package workbook.kit.embedded.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a filter into tokens. */
final class Lexer {

  /** What a backslash may stand before; a code point has two, four or eight digits. */
  static final String ESCAPE =
      "\\\\(?:[abfnrtv\\\\\"'?%_]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}"
          + "|U00(?:0[0-9a-fA-F]|10)[0-9a-fA-F]{4})";

  private static final Pattern ESCAPES = Pattern.compile(ESCAPE);
  private static final Pattern SPACE = Pattern.compile("[ \t\r\n]*+");

  private Lexer() {}

  /**
   * All tokens, the last being {@link Token.Type#END}.
   *
   * @throws FilterException if a character belongs to no token
   */
  static List<Token> tokens(String source) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = SPACE.matcher(source);
    do {
      // An empty match at the end is what makes the last token.
      if (matcher.usePattern(SPACE).lookingAt()) {
        matcher.region(matcher.end(), source.length());
      }
      tokens.add(next(source, matcher));
      matcher.region(matcher.end(), source.length());
    } while (tokens.get(tokens.size() - 1).type() != Token.Type.END);
    return tokens;
  }

  private static Token next(String source, Matcher matcher) {
    for (Token.Type type : Token.Type.values()) {
      if (matcher.usePattern(type.pattern()).lookingAt()) {
        return new Token(type, meaning(type, matcher.group()), matcher.start());
      }
    }
    int at = matcher.regionStart();
    boolean quoted = source.charAt(at) == '"' || source.charAt(at) == '\'';
    String unrecognized = source.substring(at, quoted ? source.length() : at + 1);
    throw new FilterException(
        "line 1:" + at + " token recognition error at: '" + unrecognized + "'");
  }

  private static String meaning(Token.Type type, String text) {
    if (type == Token.Type.TEXT) {
      String quoted = text.substring(1, text.length() - 1);
      return ESCAPES
          .matcher(quoted)
          .replaceAll(escape -> Matcher.quoteReplacement(unescaped(escape.group())));
    }
    if (type != Token.Type.KEYWORD) {
      return text;
    }
    String word = text.toLowerCase(Locale.ROOT);
    return switch (word) {
      case "and" -> "&&";
      case "or" -> "||";
      case "not" -> "!";
      default -> word;
    };
  }

  private static String unescaped(String escape) {
    char escaped = escape.charAt(1);
    if ("uUx".indexOf(escaped) >= 0) {
      return Character.toString(Integer.parseInt(escape.substring(2), 16));
    }
    int simple = "abfnrtv\\\"'?".indexOf(escaped);
    // % and _ keep their backslash: in a pattern they stand for themselves then.
    return simple < 0 ? escape : "\u0007\b\f\n\r\t\u000b\\\"'?".substring(simple, simple + 1);
  }
}
