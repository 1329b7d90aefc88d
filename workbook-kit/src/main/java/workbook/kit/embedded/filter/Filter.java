package workbook.kit.embedded.filter;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A filter that is ready to be tried on rows. Immutable and thread-safe. */
public final class Filter {

  private static final Filter ALL = new Filter(Term.constant(true));

  private final Term condition;

  private Filter(Term condition) {
    this.condition = condition;
  }

  /** One row of a collection. */
  @FunctionalInterface
  public interface Row {
    /** The value in a column: of the type that {@link Kind} names, or null. */
    Object value(int column);
  }

  /**
   * What a condition says about one column, so that not every row has to be looked at.
   *
   * @param oneOf the only values that pass, or null
   * @param from a value that no row that passes falls below, or null
   * @param exact whether the condition says nothing else
   */
  record Narrowing(int column, List<Object> oneOf, Object from, boolean exact) {

    private static final Narrowing NONE = new Narrowing(-1, null, null, false);
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
    Term term;
    try {
      term = new Parser(text, schema, templates).parse();
    } catch (FilterException wrong) {
      throw new FilterException(
          "cannot parse expression: " + text + ", error: " + wrong.getMessage());
    }
    if (term.shape() != Term.Shape.CONDITION) {
      throw new FilterException(
          "predicate is not a boolean expression: " + text + ", data type: " + term.kind());
    }
    return new Filter(term);
  }

  /** Whether the row passes. What cannot be known because of a null does not pass. */
  public boolean accepts(Row row) {
    return Boolean.TRUE.equals(condition.in(row));
  }

  private Narrowing narrowing(int column) {
    Narrowing narrowing = condition.narrowing();
    return narrowing != null && narrowing.column() == column ? narrowing : Narrowing.NONE;
  }

  /** The only values that the column can have in rows that pass, or null if that is not known. */
  public Collection<Object> valuesOf(int column) {
    return narrowing(column).oneOf();
  }

  /** A value that the column does not fall below in rows that pass, or null if not known. */
  public Object lowerBoundOf(int column) {
    return narrowing(column).from();
  }

  /** Whether the filter says nothing but which values the column may have. */
  public boolean isListOf(int column) {
    return narrowing(column).oneOf() != null && narrowing(column).exact();
  }
}
