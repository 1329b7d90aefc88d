package workbook.kit.embedded.filter;

import java.util.List;
import workbook.kit.embedded.filter.Bound.Column;
import workbook.kit.embedded.filter.Bound.Computed;
import workbook.kit.embedded.filter.Bound.Predicate;
import workbook.kit.embedded.filter.Bound.Value;
import workbook.kit.embedded.filter.Filter.Narrowing;

/** Comparisons, and which of them Milvus allows. */
final class Relations {

  private Relations() {}

  static Bound compare(Bound left, Comparison comparison, Bound right) {
    if (left instanceof Value a && right instanceof Value b) {
      return new Value(comparison.holds(a.value(), b.value()), Kind.BOOL);
    }
    if (left instanceof Value value) {
      return compare(right, comparison.mirrored(), value);
    }
    checkComparable(left, right);
    if (right instanceof Value value) {
      return withConstant(left, comparison, value);
    }
    if (left instanceof Column a && right instanceof Column b) {
      return ofColumns(a, comparison, b);
    }
    throw new FilterException("only comparison between two fields is supported");
  }

  private static void checkComparable(Bound left, Bound right) {
    boolean tests = left instanceof Predicate || right instanceof Predicate;
    if (left.kind() == Kind.ARRAY || right.kind() == Kind.ARRAY) {
      if (left.kind() != Kind.JSON && !(left instanceof Column && right instanceof Value)) {
        throw notComparable(left, right);
      }
    } else if (tests || !left.kind().comparesWith(right.kind())) {
      throw notComparable(left, right);
    }
    if (left instanceof Column column && column.whole()) {
      throw new FilterException("can not comparisons jsonField directly");
    }
  }

  private static FilterException notComparable(Bound left, Bound right) {
    return new FilterException(
        "comparisons between "
            + left.kind()
            + ", element_type: None and "
            + right.kind()
            + " elementType: None are not supported");
  }

  private static Predicate withConstant(Bound left, Comparison comparison, Value right) {
    if (left.kind() == Kind.JSON) {
      return withJson(left, comparison, right.value());
    }
    var read = left instanceof Column c ? c.read() : ((Computed) left).read();
    Object constant =
        left instanceof Computed && right.value() instanceof Number
            ? right.value()
            : fitted(right.value(), left.kind());
    Narrowing narrowing =
        left instanceof Column column ? narrowing(column, comparison, constant) : null;
    return new Predicate(
        row -> {
          Object value = read.apply(row);
          return value == null ? null : (Boolean) comparison.holds(value, constant);
        },
        narrowing);
  }

  /** In JSON a missing key is not null but different from everything. */
  private static Predicate withJson(Bound left, Comparison comparison, Object constant) {
    var read = left instanceof Column c ? c.read() : ((Computed) left).read();
    if (constant instanceof List<?>) {
      if (comparison != Comparison.EQUAL && comparison != Comparison.NOT_EQUAL) {
        throw new FilterException("arrays can only be compared with == and !=");
      }
      boolean equal = comparison == Comparison.EQUAL;
      return new Predicate(row -> Json.same(read.apply(row), constant) == equal, null);
    }
    return new Predicate(row -> comparison.holds(read.apply(row), constant), null);
  }

  private static Narrowing narrowing(Column column, Comparison comparison, Object constant) {
    return switch (comparison) {
      case EQUAL -> new Narrowing(column.index(), List.of(constant), null, true);
      case GREATER, GREATER_OR_EQUAL -> new Narrowing(column.index(), null, constant, false);
      default -> null;
    };
  }

  /**
   * A constant in the type of the field it is compared with.
   *
   * @throws FilterException if it does not fit
   */
  static Object fitted(Object constant, Kind kind) {
    if (kind == Kind.INT && !(constant instanceof Long)) {
      String shown = constant instanceof Double ? "float_val:" + constant : "array_val:" + constant;
      throw new FilterException("cannot cast value to Int64, value: " + shown);
    }
    if (constant instanceof List<?>) {
      throw new FilterException("cannot cast value to " + kind + ", value: array_val:" + constant);
    }
    if (kind == Kind.FLOAT) {
      return (double) ((Number) constant).floatValue();
    }
    return kind == Kind.DOUBLE ? (Object) ((Number) constant).doubleValue() : constant;
  }

  private static Predicate ofColumns(Column left, Comparison comparison, Column right) {
    if (left.kind() == Kind.JSON || right.kind() == Kind.JSON) {
      throw new FilterException("unsupported right datatype JSON of compare expr");
    }
    return new Predicate(
        row -> {
          Object a = left.read().apply(row);
          Object b = right.read().apply(row);
          return (a == null || b == null) ? null : (Boolean) comparison.holds(a, b);
        },
        null);
  }
}
