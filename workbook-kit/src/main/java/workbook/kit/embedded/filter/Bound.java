package workbook.kit.embedded.filter;

import java.util.function.Function;
import workbook.kit.embedded.filter.Filter.Narrowing;
import workbook.kit.embedded.filter.Filter.Row;
import workbook.kit.embedded.filter.Filter.Test;

/** A part of a filter, checked against the schema. */
sealed interface Bound {

  Kind kind();

  /** A constant; a list has the kind {@link Kind#ARRAY}. */
  record Value(Object value, Kind kind) implements Bound {}

  /**
   * A field or something inside of JSON.
   *
   * @param index its column, or -1 for what is inside of JSON
   * @param whole whether it is a JSON field as a whole
   */
  record Column(Kind kind, Function<Row, Object> read, int index, boolean whole) implements Bound {}

  /** A field with a constant added, multiplied and so on. */
  record Computed(Kind kind, Function<Row, Object> read) implements Bound {}

  /** A test; its narrowing may be null. */
  record Predicate(Test test, Narrowing narrowing) implements Bound {
    @Override
    public Kind kind() {
      return Kind.BOOL;
    }
  }
}
