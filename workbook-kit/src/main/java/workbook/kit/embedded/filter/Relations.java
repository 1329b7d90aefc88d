package workbook.kit.embedded.filter;

import java.util.List;
import workbook.kit.embedded.filter.Filter.Narrowing;
import workbook.kit.embedded.filter.Term.Constant;
import workbook.kit.embedded.filter.Term.Operand;
import workbook.kit.embedded.filter.Term.Origin;

/** Comparisons, and which of them Milvus allows. */
final class Relations {

  private Relations() {}

  static Term compare(Term left, Comparison comparison, Term right) {
    if (left instanceof Constant a && right instanceof Constant b) {
      return new Constant(comparison.holds(a.value(), b.value()));
    }
    if (left instanceof Constant) {
      return compare(right, comparison.mirrored(), left);
    }
    boolean comparable = left.kind().comparesWith(right.kind()) && !(right instanceof Filter);
    if (!comparable || !(left instanceof Operand operand)) {
      throw new FilterException(
          "comparisons between %s, element_type: None and %s elementType: None are not supported"
              .formatted(left.kind(), right.kind()));
    }
    if (operand.origin() == Origin.DOCUMENT) {
      throw new FilterException("can not comparisons jsonField directly");
    }
    return right instanceof Constant constant
        ? withConstant(operand, comparison, constant.value())
        : ofFields(operand, comparison, (Operand) right);
  }

  /** {@code low < field < high}, in either direction. */
  static Term range(Term low, Comparison first, Operand field, Comparison second, Term high) {
    if (!(low instanceof Constant) || !(high instanceof Constant)) {
      throw new FilterException("lowerbound and upperbound of a range must be constants");
    }
    return Logic.joined(true, List.of(compare(low, first, field), compare(field, second, high)));
  }

  private static Filter withConstant(Operand left, Comparison comparison, Object constant) {
    if (constant instanceof List<?>) {
      if (comparison != Comparison.EQUAL && comparison != Comparison.NOT_EQUAL) {
        throw new FilterException("arrays can only be compared with == and !=");
      }
      boolean equal = comparison == Comparison.EQUAL;
      return Filter.of(left, value -> Json.same(value, constant) == equal);
    }
    boolean asIs = left.origin() == Origin.COMPUTED || left.kind() == Kind.JSON;
    Object fitted = asIs ? constant : fitted(constant, left.kind());
    Filter filter = Filter.of(left, value -> comparison.holds(value, fitted));
    return asIs ? filter : filter.narrowedTo(narrowing(left.column(), comparison, fitted));
  }

  private static Narrowing narrowing(int column, Comparison comparison, Object constant) {
    return switch (comparison) {
      case EQUAL -> new Narrowing(column, List.of(constant), null, true);
      case GREATER, GREATER_OR_EQUAL -> new Narrowing(column, null, constant, false);
      default -> null;
    };
  }

  /**
   * A constant that can be compared, in the type of the field that it is compared with.
   *
   * @throws FilterException if it does not fit
   */
  static Object fitted(Object constant, Kind kind) {
    if (kind == Kind.INT && !(constant instanceof Long)) {
      throw new FilterException("cannot cast value to Int64, value: float_val:" + constant);
    }
    if (kind == Kind.FLOAT) {
      return (double) ((Number) constant).floatValue();
    }
    return kind == Kind.DOUBLE ? (Object) ((Number) constant).doubleValue() : constant;
  }

  private static Filter ofFields(Operand left, Comparison comparison, Operand right) {
    if (left.origin() == Origin.COMPUTED || right.origin() == Origin.COMPUTED) {
      throw new FilterException("only comparison between two fields is supported");
    }
    if (left.kind() == Kind.JSON || right.kind() == Kind.JSON) {
      throw new FilterException("unsupported right datatype JSON of compare expr");
    }
    return new Filter(
        row -> {
          Object a = left.read().apply(row);
          Object b = right.read().apply(row);
          return (a == null || b == null) ? null : (Boolean) comparison.holds(a, b);
        },
        null);
  }
}
