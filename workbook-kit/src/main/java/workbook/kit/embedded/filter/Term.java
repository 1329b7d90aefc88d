package workbook.kit.embedded.filter;

import java.util.function.Function;
import workbook.kit.embedded.filter.Filter.Row;

/** A part of a filter, checked against the schema. */
sealed interface Term permits Term.Constant, Term.Operand, Filter {

  Kind kind();

  /** A Boolean, Long, Double, String or List. */
  record Constant(Object value) implements Term {
    @Override
    public Kind kind() {
      return Kind.of(value);
    }
  }

  /** Where the value of an operand comes from. */
  enum Origin {
    /** A field, or a place inside of JSON. */
    FIELD,
    /** A JSON field as a whole. */
    DOCUMENT,
    /** A field with a constant added, multiplied and so on. */
    COMPUTED
  }

  /**
   * What is read from a row.
   *
   * @param column the field that it is, or -1 if it is none
   */
  record Operand(Origin origin, Kind kind, int column, Function<Row, Object> read) implements Term {

    static Operand computed(Kind kind, Function<Row, Object> read) {
      return new Operand(Origin.COMPUTED, kind, -1, read);
    }

    /** The term as a field; a {@link FilterException} if it is anything else. */
    static Operand field(Term term, String operator) {
      if (term instanceof Operand operand && operand.origin != Origin.COMPUTED) {
        return operand;
      }
      throw new FilterException("'" + operator + "' can only be used on single field");
    }
  }
}
