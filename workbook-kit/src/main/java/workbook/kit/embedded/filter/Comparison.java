package workbook.kit.embedded.filter;

/** The six ways of comparing two values. */
enum Comparison {
  EQUAL("=="),
  NOT_EQUAL("!="),
  LESS("<"),
  LESS_OR_EQUAL("<="),
  GREATER(">"),
  GREATER_OR_EQUAL(">=");

  private final String symbol;

  Comparison(String symbol) {
    this.symbol = symbol;
  }

  /** The comparison with that symbol, or null. */
  static Comparison of(String symbol) {
    for (Comparison comparison : values()) {
      if (comparison.symbol.equals(symbol)) {
        return comparison;
      }
    }
    return null;
  }

  /** The same with its sides exchanged. */
  Comparison mirrored() {
    return switch (this) {
      case EQUAL, NOT_EQUAL -> this;
      case LESS -> GREATER;
      case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
      case GREATER -> LESS;
      case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
    };
  }

  /** The outcome; values of different types are different, and neither is the smaller one. */
  boolean holds(Object left, Object right) {
    Integer order = order(left, right);
    if (order == null) {
      return this == NOT_EQUAL;
    }
    return switch (this) {
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
    };
  }

  private static Integer order(Object left, Object right) {
    if (left instanceof Long a && right instanceof Long b) {
      return Long.compare(a, b);
    }
    if (left instanceof Number a && right instanceof Number b) {
      return Double.compare(a.doubleValue(), b.doubleValue());
    }
    if (left instanceof String a && right instanceof String b) {
      return a.compareTo(b);
    }
    if (left instanceof Boolean a && right instanceof Boolean b) {
      return a.compareTo(b);
    }
    return null;
  }

  /** A form in which equal values are equal objects: 3 and 3.0 are one number. */
  static Object normalized(Object value) {
    if (value == null) {
      return Void.class;
    }
    if (value instanceof Double decimal
        && decimal == Math.rint(decimal)
        && Math.abs(decimal) < 1e15) {
      return decimal.longValue();
    }
    return value;
  }
}
