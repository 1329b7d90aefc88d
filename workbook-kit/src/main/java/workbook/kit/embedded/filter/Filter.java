package workbook.kit.embedded.filter;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

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
    /** The value in a column: as {@link Types} says, or null. */
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
   * @param fields the field that is meant by a name, or null
   * @param templates the values of its {@code {variables}}: Boolean, Long, Double, String or a List
   * @throws FilterException if Milvus would not accept it, too
   * @throws UnsupportedOperationException if Milvus knows a function that this does not
   */
  public static Filter parse(
      String text, Function<String, FilterField> fields, Map<String, Object> templates) {
    if (text.isBlank()) {
      return ALL;
    }
    Term term;
    try {
      term = new Parser(text, fields, templates).parse();
    } catch (FilterException wrong) {
      throw new FilterException(
          "cannot parse expression: " + text + ", error: " + wrong.getMessage());
    }
    if (term.shape() != Term.Shape.CONDITION) {
      throw new FilterException(
          "predicate is not a boolean expression: " + text + ", data type: " + term.type());
    }
    return new Filter(term);
  }

  /** Whether the row passes. What cannot be known because of a null does not pass. */
  public boolean accepts(Row row) {
    return Boolean.TRUE.equals(condition.in(row));
  }

  /**
   * The values that the column has in rows that pass, if the filter says just that; else null.
   * Whoever has the rows by that column need not try all of them.
   */
  public List<Object> valuesOf(int column) {
    return condition.column() == column ? condition.oneOf() : null;
  }
}
