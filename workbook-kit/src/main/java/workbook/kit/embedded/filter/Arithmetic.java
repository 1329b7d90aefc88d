package workbook.kit.embedded.filter;

import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import workbook.kit.embedded.filter.Term.Constant;
import workbook.kit.embedded.filter.Term.Operand;
import workbook.kit.embedded.filter.Term.Origin;

/** Adding, subtracting and so on: of constants, or of one field and a constant. */
@SuppressWarnings("ImmutableEnumChecker") // the functions have no state
enum Arithmetic {
  ADD("+", (a, b) -> a + b, (a, b) -> a + b),
  SUBTRACT("-", (a, b) -> a - b, (a, b) -> a - b),
  MULTIPLY("*", (a, b) -> a * b, (a, b) -> a * b),
  DIVIDE("/", (a, b) -> a / b, (a, b) -> a / b),
  MODULO("%", (a, b) -> a % b, null),
  POWER("**", null, Math::pow);

  private final String symbol;
  private final LongBinaryOperator ofWholes;
  private final DoubleBinaryOperator ofDecimals;

  Arithmetic(String symbol, LongBinaryOperator ofWholes, DoubleBinaryOperator ofDecimals) {
    this.symbol = symbol;
    this.ofWholes = ofWholes;
    this.ofDecimals = ofDecimals;
  }

  /** The operation with that symbol, which there must be. */
  static Arithmetic of(String symbol) {
    for (Arithmetic operation : values()) {
      if (operation.symbol.equals(symbol)) {
        return operation;
      }
    }
    throw new AssertionError(symbol);
  }

  /** The term that computes it; a {@link FilterException} where Milvus computes nothing. */
  Term of(Term left, Term right) {
    if (left instanceof Constant a && right instanceof Constant b) {
      return new Constant(apply(a.value(), b.value()));
    }
    if (isComputed(left) || isComputed(right)) {
      throw new FilterException("complicated arithmetic operations are not supported");
    }
    if (left instanceof Operand && right instanceof Operand) {
      throw new FilterException(
          "not supported to do arithmetic operations between multiple fields");
    }
    if (this == POWER) {
      throw new FilterException("power can only apply on constants");
    }
    if (left instanceof Operand field && right instanceof Constant constant) {
      return computed(field, constant.value());
    }
    if (left instanceof Constant constant && right instanceof Operand field) {
      if (this != ADD && this != MULTIPLY) {
        throw new FilterException("module field is not yet supported");
      }
      return computed(field, constant.value());
    }
    throw new FilterException("arithmetic operations are only supported on numbers");
  }

  private static boolean isComputed(Term term) {
    return term instanceof Operand operand && operand.origin() == Origin.COMPUTED;
  }

  private Operand computed(Operand field, Object constant) {
    // Checks the types once, with a value of the field's type.
    boolean whole = field.kind() == Kind.INT || field.kind() == Kind.JSON;
    Object sample = whole ? (Object) 1L : field.kind().isNumber() ? (Object) 1.0 : "";
    var unused = apply(sample, constant);
    return Operand.computed(
        field.kind(),
        row -> field.read().apply(row) instanceof Number n ? apply(n, constant) : null);
  }

  /**
   * The result: whole if both are whole, and then division drops the remainder.
   *
   * @throws FilterException if something that is not a number is involved, or zero divides
   */
  private Object apply(Object left, Object right) {
    if (!(left instanceof Number a) || !(right instanceof Number b)) {
      throw new FilterException("'" + symbol + "' can only be used between integer or floating");
    }
    if ((this == DIVIDE || this == MODULO) && b.doubleValue() == 0) {
      throw new FilterException("division or modulo by zero");
    }
    if (left instanceof Long whole && right instanceof Long other && ofWholes != null) {
      return ofWholes.applyAsLong(whole, other);
    }
    if (ofDecimals == null) {
      throw new FilterException("modulo can only apply on integer types");
    }
    return ofDecimals.applyAsDouble(a.doubleValue(), b.doubleValue());
  }
}
