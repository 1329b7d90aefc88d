package workbook.kit.embedded.filter;

import static workbook.kit.embedded.filter.FilterException.require;

import io.milvus.grpc.DataType;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import workbook.kit.embedded.filter.Filter.Row;

/**
 * A part of a filter, checked against the schema.
 *
 * @param column the field that it is, or the one whose values it lists; -1 if none, or in JSON
 * @param reader its value in a row; for a condition true, false or null, which is unknown
 * @param oneOf the values of the field that a condition lists and says nothing else, or null
 */
record Term(
    Shape shape, DataType type, int column, Function<Row, Object> reader, List<Object> oneOf) {

  /** What a part can be; Milvus does not allow each of them everywhere. */
  enum Shape {
    CONSTANT,
    /** A field, or a place inside of JSON. */
    FIELD,
    /** A JSON field as a whole. */
    DOCUMENT,
    /** A field with a constant added, multiplied and so on. */
    COMPUTED,
    /** A comparison, or anything else that a row passes or not. */
    CONDITION
  }

  static Term constant(Object value) {
    return new Term(Shape.CONSTANT, Types.of(value), -1, row -> value, null);
  }

  /**
   * A field, or what is at the end of keys and positions in one of JSON.
   *
   * @throws FilterException if there are such steps and it is none of JSON
   */
  static Term field(FilterField field, List<Object> steps) {
    int column = field.column();
    if (field.type() == DataType.JSON) {
      Shape shape = steps.isEmpty() ? Shape.DOCUMENT : Shape.FIELD;
      return new Term(shape, DataType.JSON, -1, row -> Values.at(row.value(column), steps), null);
    }
    boolean whole = steps.isEmpty();
    require(whole, "%s data type not supported accessed with []: %s", field.name(), field.type());
    return new Term(Shape.FIELD, field.type(), column, row -> row.value(column), null);
  }

  static Term condition(Function<Row, Object> reader) {
    return new Term(Shape.CONDITION, DataType.Bool, -1, reader, null);
  }

  /** A test of two values. A field's null leaves it unknown; what JSON lacks is tested, too. */
  static Term condition(Term left, Term right, BiPredicate<Object, Object> test) {
    return condition(
        row -> {
          Object a = left.in(row);
          Object b = right.in(row);
          boolean unknown = (a == null && left.type != DataType.JSON) || b == null;
          return unknown ? null : (Object) test.test(a, b);
        });
  }

  /** The same condition, known to say just that the field has one of these values. */
  Term listing(Term field, List<Object> values) {
    return new Term(shape, type, field.column, reader, values);
  }

  /** The value in a row; a constant needs none. */
  Object in(Row row) {
    return reader.apply(row);
  }

  /**
   * The value of a constant.
   *
   * @throws FilterException with that message if it is none, or none of that type
   */
  <T> T as(Class<T> type, String otherwise) {
    require(shape == Shape.CONSTANT && type.isInstance(in(null)), otherwise);
    return type.cast(in(null));
  }

  boolean isConstant() {
    return shape == Shape.CONSTANT;
  }

  /** Whether it is read from a row just so. */
  boolean isField() {
    return shape == Shape.FIELD || shape == Shape.DOCUMENT;
  }
}
