package workbook.kit.embedded.filter;

import java.util.regex.Pattern;

/**
 * One word of a filter.
 *
 * @param type what it is
 * @param text as written; without quotes and escapes for {@link Type#TEXT}, in one spelling for
 *     {@link Type#KEYWORD}
 * @param position of its first character, from 0
 */
record Token(Type type, String text, int position) {

  /** What there is, in the order in which it is looked for. */
  enum Type {
    TRUTH("(?:true|True|TRUE|false|False|FALSE)\\b"),
    /** The keywords that act as operators. A null test has exactly one space between its words. */
    KEYWORD(
        "(?:is null|IS NULL|is not null|IS NOT NULL|and|AND|or|OR|not|NOT|in|IN|like|LIKE"
            + "|exists|EXISTS)\\b"),
    NAME("[a-zA-Z_][a-zA-Z0-9_]*|\\$meta"),
    DECIMAL("(?:\\d+\\.\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?|\\d+[eE][+-]?\\d+"),
    INTEGER("0[xX][0-9a-fA-F]+|0[bB][01]+|\\d+"),
    /** Possessive, so that no length of it fills the stack. */
    TEXT("\"(?:[^\"\\\\\r\n]|%1$s)*+\"|'(?:[^'\\\\\r\n]|%1$s)*+'".formatted(Lexer.ESCAPE)),
    /** Operators and brackets; longer ones first. */
    SYMBOL("\\*\\*|<<|>>|[<>=!]=|&&|\\|\\||[-<>+*/%&|^~!()\\[\\]{},]"),
    END("\\z");

    private final Pattern pattern;

    Type(String pattern) {
      this.pattern = Pattern.compile(pattern);
    }

    Pattern pattern() {
      return pattern;
    }
  }

  boolean is(String symbol) {
    return (type == Type.SYMBOL || type == Type.KEYWORD) && text.equals(symbol);
  }

  @Override
  public String toString() {
    return type == Type.END ? "<EOF>" : text;
  }
}
