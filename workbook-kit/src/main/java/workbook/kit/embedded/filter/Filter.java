package workbook.kit.embedded.filter;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** A filter that is ready to be tried on rows. Immutable and thread-safe. */
public final class Filter implements Term {

  private static final Filter ALL = new Filter(row -> true, null);

  private final Function<Row, Boolean> test;
  private final Narrowing narrowing;

  /**
   * Makes a filter of a test.
   *
   * @param test tells true, false, or null where a null leaves it unknown
   * @param narrowing what it says about one column, or null
   */
  Filter(Function<Row, Boolean> test, Narrowing narrowing) {
    this.test = test;
    this.narrowing = narrowing;
  }

  /** One row of a collection. */
  @FunctionalInterface
  public interface Row {
    /** The value in a column: of the type that {@link Kind} names, or null. */
    Object value(int column);
  }

  /** What a test says about one column, so that not every row has to be looked at. */
  record Narrowing(int column, List<Object> oneOf, Object from, boolean exact) {}

  /** The filter that every row passes. */
  public static Filter all() {
    return ALL;
  }

  /**
   * Reads a filter; an empty one lets every row pass.
   *
   * @param text the filter as a client sent it
   * @param templates the values of its {@code {variables}}: Boolean, Long, Double, String or a List
   * @throws FilterException if Milvus would not accept it, too
   * @throws UnsupportedOperationException if Milvus knows a function that this does not
   */
  public static Filter parse(String text, FilterSchema schema, Map<String, Object> templates) {
    if (text.isBlank()) {
      return ALL;
    }
    try {
      Term term = new Parser(text, schema, templates).parse();
      if (term instanceof Filter filter) {
        return filter;
      }
      throw FilterException.complete(
          "predicate is not a boolean expression: " + text + ", data type: " + term.kind());
    } catch (FilterException wrong) {
      throw wrong.in(text);
    }
  }

  /**
   * A test of one value. A field's null leaves it unknown, but in JSON what is missing is tested.
   */
  static Filter of(Operand operand, Predicate<Object> test) {
    boolean json = operand.kind() == Kind.JSON;
    return new Filter(
        row -> {
          Object value = operand.read().apply(row);
          return (value == null && !json) ? null : (Boolean) test.test(value);
        },
        null);
  }

  Filter narrowedTo(Narrowing to) {
    return new Filter(test, to);
  }

  @Override
  public Kind kind() {
    return Kind.BOOL;
  }

  /** Whether the row passes. What cannot be known because of a null does not pass. */
  public boolean accepts(Row row) {
    return Boolean.TRUE.equals(test.apply(row));
  }

  Function<Row, Boolean> test() {
    return test;
  }

  Narrowing narrowing() {
    return narrowing;
  }

  /** The only values that the column can have in rows that pass, or null if that is not known. */
  public Collection<Object> valuesOf(int column) {
    return narrowing != null && narrowing.column() == column ? narrowing.oneOf() : null;
  }

  /** A value that the column does not fall below in rows that pass, or null if not known. */
  public Object lowerBoundOf(int column) {
    return narrowing != null && narrowing.column() == column ? narrowing.from() : null;
  }

  /** Whether the filter says nothing but which values the column may have. */
  public boolean isListOf(int column) {
    return valuesOf(column) != null && narrowing.exact();
  }
}
