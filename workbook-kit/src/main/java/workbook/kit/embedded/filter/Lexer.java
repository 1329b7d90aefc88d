package workbook.kit.embedded.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a filter into tokens. */
final class Lexer {

  private static final Pattern NUMBER =
      Pattern.compile(
          "0[xX][0-9a-fA-F]+|0[bB][01]+|(?:\\d+\\.\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?"
              + "|\\d+[eE][+-]?\\d+|\\d+");
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*|\\$meta");

  /** Longer symbols first: the first that fits is taken. */
  private static final List<String> SYMBOLS =
      List.of(
          "**", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||", "<", ">", "+", "-", "*", "/", "%",
          "&", "|", "^", "~", "!", "(", ")", "[", "]", "{", "}", ",");

  /** Keywords in the spellings that Milvus takes, with the symbol they stand for. */
  private static final Map<String, String> KEYWORDS =
      Map.ofEntries(
          Map.entry("and", "&&"),
          Map.entry("AND", "&&"),
          Map.entry("or", "||"),
          Map.entry("OR", "||"),
          Map.entry("not", "!"),
          Map.entry("NOT", "!"),
          Map.entry("in", "in"),
          Map.entry("IN", "in"),
          Map.entry("like", "like"),
          Map.entry("LIKE", "like"),
          Map.entry("exists", "exists"),
          Map.entry("EXISTS", "exists"));

  /** Two keywords that are one token, with exactly one space as Milvus wants it. */
  private static final Map<String, String> NULL_TESTS =
      Map.of(
          "is null", "is null",
          "IS NULL", "is null",
          "is not null", "is not null",
          "IS NOT NULL", "is not null");

  private final String source;
  private int at;

  private Lexer(String source) {
    this.source = source;
  }

  /**
   * All tokens, the last being {@link Type#END}.
   *
   * @throws FilterException if a character belongs to no token
   */
  static List<Token> tokens(String source) {
    Lexer lexer = new Lexer(source);
    List<Token> tokens = new ArrayList<>();
    while (lexer.skipSpace()) {
      tokens.add(lexer.next());
    }
    tokens.add(new Token(Token.Type.END, "", source.length()));
    return tokens;
  }

  private boolean skipSpace() {
    while (at < source.length() && " \t\r\n".indexOf(source.charAt(at)) >= 0) {
      at++;
    }
    return at < source.length();
  }

  private Token next() {
    char first = source.charAt(at);
    if (first == '"' || first == '\'') {
      return text(first);
    }
    Matcher number = NUMBER.matcher(source).region(at, source.length());
    if (number.lookingAt()) {
      String digits = number.group();
      boolean whole = digits.matches("\\d+|0[xX].*|0[bB].*");
      return token(whole ? Token.Type.INTEGER : Token.Type.DECIMAL, digits);
    }
    Matcher name = NAME.matcher(source).region(at, source.length());
    if (name.lookingAt()) {
      return word(name.group());
    }
    for (String symbol : SYMBOLS) {
      if (source.startsWith(symbol, at)) {
        return token(Token.Type.SYMBOL, symbol);
      }
    }
    throw unrecognized(at, at + 1);
  }

  private Token word(String word) {
    for (Map.Entry<String, String> test : NULL_TESTS.entrySet()) {
      if (source.startsWith(test.getKey(), at) && endsAWord(at + test.getKey().length())) {
        Token token = new Token(Token.Type.SYMBOL, test.getValue(), at);
        at += test.getKey().length();
        return token;
      }
    }
    if (KEYWORDS.containsKey(word)) {
      Token token = new Token(Token.Type.SYMBOL, KEYWORDS.get(word), at);
      at += word.length();
      return token;
    }
    boolean truth = word.matches("true|True|TRUE|false|False|FALSE");
    return token(truth ? Token.Type.TRUTH : Token.Type.NAME, word);
  }

  private boolean endsAWord(int end) {
    return end == source.length() || !Character.isJavaIdentifierPart(source.charAt(end));
  }

  private Token token(Token.Type type, String text) {
    Token token = new Token(type, text, at);
    at += text.length();
    return token;
  }

  private Token text(char quote) {
    int start = at;
    StringBuilder value = new StringBuilder();
    for (at++; at < source.length() && source.charAt(at) != quote; ) {
      char next = source.charAt(at);
      if (next == '\n' || next == '\r') {
        break;
      }
      if (next == '\\') {
        escape(value, start);
      } else {
        value.append(next);
        at++;
      }
    }
    if (at >= source.length() || source.charAt(at) != quote) {
      throw unrecognized(start, source.length());
    }
    at++;
    return new Token(Token.Type.TEXT, value.toString(), start);
  }

  private void escape(StringBuilder value, int start) {
    char escaped = at + 1 < source.length() ? source.charAt(at + 1) : 0;
    int simple = "abfnrtv\\\"'?".indexOf(escaped);
    if (simple >= 0 && escaped != 0) {
      value.append("\u0007\b\f\n\r\t\u000b\\\"'?".charAt(simple));
      at += 2;
    } else if (escaped == '%' || escaped == '_') {
      // Kept with its backslash: in a pattern it stands for the character itself.
      value.append('\\').append(escaped);
      at += 2;
    } else if (escaped == 'u' || escaped == 'U' || escaped == 'x') {
      codePoint(value, start, escaped == 'u' ? 4 : escaped == 'U' ? 8 : 2);
    } else {
      throw unrecognized(start, Math.min(at + 2, source.length()));
    }
  }

  private void codePoint(StringBuilder value, int start, int digits) {
    int end = at + 2 + digits;
    try {
      value.appendCodePoint(Integer.parseInt(source.substring(at + 2, end), 16));
    } catch (IndexOutOfBoundsException | IllegalArgumentException malformed) {
      throw unrecognized(start, Math.min(end, source.length()));
    }
    at = end;
  }

  private FilterException unrecognized(int from, int to) {
    return new FilterException(
        "line 1:" + from + " token recognition error at: '" + source.substring(from, to) + "'");
  }
}
