package workbook.kit.embedded.filter;

import static workbook.kit.embedded.filter.FilterException.require;

import io.milvus.grpc.DataType;
import java.util.List;
import workbook.kit.embedded.filter.Term.Shape;

/** The six ways of comparing two values, and where Milvus allows them. */
final class Comparison {

  private Comparison() {}

  /** The condition that the terms compare so; a {@link FilterException} if there can be none. */
  static Term of(String symbol, Term left, Term right) {
    if (left.isConstant() && !right.isConstant()) {
      return of(mirrored(symbol), right, left);
    }
    check(symbol, left, right);
    if (left.column() < 0 || !right.isConstant()) {
      return Term.condition(left, right, (a, b) -> holds(symbol, a, b));
    }
    Object held = Types.held(left.type(), right.in(null));
    require(held != null, "cannot cast value to %s, value: %s", left.type(), right.in(null));
    Term compared = Term.condition(left, right, (value, unused) -> holds(symbol, value, held));
    return symbol.equals("==") ? compared.listing(left, List.of(held)) : compared;
  }

  private static String mirrored(String symbol) {
    return symbol.startsWith("<") ? symbol.replace('<', '>') : symbol.replace('>', '<');
  }

  private static void check(String symbol, Term left, Term right) {
    require(!left.isConstant(), "comparing constants with each other is not supported here");
    boolean values = left.shape() != Shape.CONDITION && right.shape() != Shape.CONDITION;
    require(
        values && Types.areComparable(left.type(), right.type()),
        "comparisons between %s, element_type: None and %s elementType: None are not supported",
        left.type(),
        right.type());
    require(left.shape() != Shape.DOCUMENT, "can not comparisons jsonField directly");
    require(
        right.isConstant() || (left.column() >= 0 && right.column() >= 0),
        "only comparison between two fields outside of JSON is supported");
    require(
        right.type() != DataType.Array || symbol.equals("==") || symbol.equals("!="),
        "arrays can only be compared with == and !=");
  }

  /** Whether two values compare so. Different types are different, and neither is smaller. */
  private static boolean holds(String symbol, Object left, Object right) {
    Integer order = Values.order(left, right);
    if (order == null) {
      return symbol.equals("!=");
    }
    return switch (symbol) {
      case "==" -> order == 0;
      case "!=" -> order != 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }

  /** {@code low < field < high}, in either direction. */
  static Term range(Term low, String first, Term field, String second, Term high) {
    boolean constants = low.isConstant() && high.isConstant();
    require(constants, "lowerbound and upperbound of a range must be constants");
    return Logic.joined(true, List.of(of(first, low, field), of(second, field, high)));
  }
}
