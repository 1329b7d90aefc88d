package workbook.kit.embedded.filter;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A filter that is ready to be tried on rows. Immutable and thread-safe. */
public final class Filter {

  private static final Filter ALL = new Filter(new Bound.Predicate(row -> true, null));

  private final Bound.Predicate predicate;

  private Filter(Bound.Predicate predicate) {
    this.predicate = predicate;
  }

  /** One row of a collection. */
  @FunctionalInterface
  public interface Row {
    /** The value in a column: of the type that {@link Kind} names, or null. */
    Object value(int column);
  }

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
      Bound bound = new Binder(schema, templates).bind(Parser.parse(text));
      if (bound instanceof Bound.Predicate predicate) {
        return new Filter(predicate);
      }
      throw FilterException.complete(
          "predicate is not a boolean expression: " + text + ", data type: " + bound.kind());
    } catch (FilterException wrong) {
      throw wrong.in(text);
    }
  }

  /** Whether the row passes. What cannot be known because of a null does not pass. */
  public boolean accepts(Row row) {
    return Boolean.TRUE.equals(predicate.test().on(row));
  }

  /** The only values that the column can have in rows that pass, or null if that is not known. */
  public Collection<Object> valuesOf(int column) {
    Narrowing narrowing = predicate.narrowing();
    return narrowing != null && narrowing.column() == column ? narrowing.oneOf() : null;
  }

  /** A value that the column does not fall below in rows that pass, or null if not known. */
  public Object lowerBoundOf(int column) {
    Narrowing narrowing = predicate.narrowing();
    return narrowing != null && narrowing.column() == column ? narrowing.from() : null;
  }

  /** Whether the filter says nothing but which values the column may have. */
  public boolean isListOf(int column) {
    return valuesOf(column) != null && predicate.narrowing().exact();
  }

  /** The outcome for a row: true, false, or null where a null leaves it unknown. */
  @FunctionalInterface
  interface Test {
    Boolean on(Row row);
  }

  /** What a test says about one column, so that not every row has to be looked at. */
  record Narrowing(int column, List<Object> oneOf, Object from, boolean exact) {}
}
