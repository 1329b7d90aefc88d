package workbook.kit.embedded.filter;

import static workbook.kit.embedded.filter.FilterException.require;

import io.milvus.grpc.DataType;
import java.util.Set;
import java.util.function.Function;
import workbook.kit.embedded.filter.Filter.Row;
import workbook.kit.embedded.filter.Term.Shape;

/** Adding, subtracting and so on: of constants, or of one field and a constant. */
final class Arithmetic {

  private Arithmetic() {}

  /** The term that computes it; a {@link FilterException} where Milvus computes nothing. */
  static Term of(String operator, Term left, Term right) {
    check(operator, left, right);
    if (left.isConstant() && right.isConstant()) {
      return Term.constant(result(operator, left.in(null), right.in(null)));
    }
    require(
        left.isConstant() ? right.isField() : left.isField() && right.isConstant(),
        "complicated arithmetic operations are not supported");
    require(
        !operator.equals("**") && (right.isConstant() || Set.of("+", "*").contains(operator)),
        "'%s' is not supported with a field on that side",
        operator);
    DataType type = left.isConstant() ? right.type() : left.type();
    Function<Row, Object> reader = row -> result(operator, left.in(row), right.in(row));
    return new Term(Shape.COMPUTED, type, -1, reader, null);
  }

  private static void check(String operator, Term left, Term right) {
    require(
        Types.isNumeric(left.type()) && Types.isNumeric(right.type()),
        "'%s' can only be used between integer or floating",
        operator);
    boolean decimal = Types.isDecimal(left.type()) || Types.isDecimal(right.type());
    require(!operator.equals("%") || !decimal, "modulo can only apply on integer types");
    boolean zero = right.isConstant() && ((Number) right.in(null)).doubleValue() == 0;
    require(!zero || !Set.of("/", "%").contains(operator), "division or modulo by zero");
  }

  /** Whole if both are whole, and then division drops the remainder; null without numbers. */
  private static Object result(String operator, Object left, Object right) {
    if (left instanceof Long a && right instanceof Long b && !operator.equals("**")) {
      return ofWholes(operator, a, b);
    }
    boolean numbers = left instanceof Number && right instanceof Number;
    return numbers ? ofDecimals(operator, (Number) left, (Number) right) : null;
  }

  private static long ofWholes(String operator, long a, long b) {
    return switch (operator) {
      case "+" -> a + b;
      case "-" -> a - b;
      case "*" -> a * b;
      case "/" -> a / b;
      default -> a % b;
    };
  }

  private static Double ofDecimals(String operator, Number left, Number right) {
    double a = left.doubleValue();
    double b = right.doubleValue();
    return switch (operator) {
      case "+" -> a + b;
      case "-" -> a - b;
      case "*" -> a * b;
      case "/" -> a / b;
      case "**" -> Math.pow(a, b);
      default -> null; // no remainder of what turns out to be a decimal in JSON
    };
  }
}
