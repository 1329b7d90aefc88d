package workbook.kit.embedded.filter;

import java.util.function.IntPredicate;

/** The six ways of comparing two values. */
@SuppressWarnings("ImmutableEnumChecker") // the functions have no state
enum Comparison {
  EQUAL("==", order -> order == 0),
  NOT_EQUAL("!=", order -> order != 0),
  LESS("<", order -> order < 0),
  LESS_OR_EQUAL("<=", order -> order <= 0),
  GREATER(">", order -> order > 0),
  GREATER_OR_EQUAL(">=", order -> order >= 0);

  private final String symbol;
  private final IntPredicate holds;

  Comparison(String symbol, IntPredicate holds) {
    this.symbol = symbol;
    this.holds = holds;
  }

  /** The comparison with that symbol, which there must be. */
  static Comparison of(String symbol) {
    for (Comparison comparison : values()) {
      if (comparison.symbol.equals(symbol)) {
        return comparison;
      }
    }
    throw new AssertionError(symbol);
  }

  /** The same with its sides exchanged. */
  Comparison mirrored() {
    boolean less = symbol.startsWith("<");
    return of(less ? symbol.replace('<', '>') : symbol.replace('>', '<'));
  }

  /** Whether both are "less" or both are "greater". */
  boolean pointsLike(Comparison other) {
    return symbol.charAt(0) == other.symbol.charAt(0);
  }

  /** The outcome; values of different types are different, and neither is the smaller one. */
  boolean holds(Object left, Object right) {
    Integer order = order(left, right);
    return order == null ? this == NOT_EQUAL : holds.test(order);
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
    return left instanceof Boolean a && right instanceof Boolean b
        ? (Integer) a.compareTo(b)
        : null;
  }

  /** A form in which equal values are equal objects: 3 and 3.0 are one number. */
  static Object normalized(Object value) {
    if (value instanceof Double d && d == Math.rint(d) && Math.abs(d) < 1e15) {
      return d.longValue();
    }
    return value;
  }
}
