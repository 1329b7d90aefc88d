package workbook.kit.embedded.filter;

/** Adding, subtracting and so on, of whole numbers and of decimals. */
enum Arithmetic {
  ADD("+"),
  SUBTRACT("-"),
  MULTIPLY("*"),
  DIVIDE("/"),
  MODULO("%"),
  POWER("**");

  private final String symbol;

  Arithmetic(String symbol) {
    this.symbol = symbol;
  }

  /** The operation with that symbol, or null. */
  static Arithmetic of(String symbol) {
    for (Arithmetic operation : values()) {
      if (operation.symbol.equals(symbol)) {
        return operation;
      }
    }
    return null;
  }

  boolean commutes() {
    return this == ADD || this == MULTIPLY;
  }

  boolean divides() {
    return this == DIVIDE || this == MODULO;
  }

  /**
   * The result: whole if both are whole, and then division drops the remainder.
   *
   * @throws FilterException if something that is not a number is involved, or zero divides
   */
  Object apply(Object left, Object right) {
    if (!(left instanceof Number a) || !(right instanceof Number b)) {
      throw new FilterException("'" + symbol + "' can only be used between integer or floating");
    }
    if (divides() && b.doubleValue() == 0) {
      throw new FilterException("division or modulo by zero");
    }
    if (left instanceof Long whole && right instanceof Long other && this != POWER) {
      return whole(whole, other);
    }
    if (this == MODULO) {
      throw new FilterException("modulo can only apply on integer types");
    }
    return decimal(a.doubleValue(), b.doubleValue());
  }

  private long whole(long left, long right) {
    return switch (this) {
      case ADD -> left + right;
      case SUBTRACT -> left - right;
      case MULTIPLY -> left * right;
      case DIVIDE -> left / right;
      case MODULO -> left % right;
      case POWER -> throw new AssertionError();
    };
  }

  private double decimal(double left, double right) {
    return switch (this) {
      case ADD -> left + right;
      case SUBTRACT -> left - right;
      case MULTIPLY -> left * right;
      case DIVIDE -> left / right;
      case POWER -> Math.pow(left, right);
      case MODULO -> throw new AssertionError();
    };
  }
}
