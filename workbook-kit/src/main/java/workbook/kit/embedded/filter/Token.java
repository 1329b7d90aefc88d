package workbook.kit.embedded.filter;

/**
 * One word of a filter.
 *
 * @param type what it is
 * @param text as written; for {@link Type#TEXT} the value, without quotes and escapes
 * @param position of its first character, from 0
 */
record Token(Type type, String text, int position) {

  enum Type {
    NAME,
    INTEGER,
    DECIMAL,
    TEXT,
    TRUTH,
    /** Operators, brackets and the keywords that act as operators; in one spelling each. */
    SYMBOL,
    END
  }

  boolean is(String symbol) {
    return type == Type.SYMBOL && text.equals(symbol);
  }

  @Override
  public String toString() {
    return type == Type.END ? "<EOF>" : text;
  }
}
