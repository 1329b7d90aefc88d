package workbook.kit.embedded.filter;

import java.util.ArrayList;
import java.util.List;
import workbook.kit.embedded.filter.Filter.Narrowing;
import workbook.kit.embedded.filter.Term.Constant;

/** And, or, not; with null for unknown. */
final class Logic {

  private Logic() {}

  static Term not(Term operand) {
    if (operand instanceof Constant constant && constant.value() instanceof Boolean truth) {
      return new Constant(!truth);
    }
    if (!(operand instanceof Filter filter)) {
      throw new FilterException("not op can only be applied on boolean expression");
    }
    return new Filter(
        row -> {
          Boolean outcome = filter.test().apply(row);
          return outcome == null ? null : !outcome;
        },
        null);
  }

  /** The operands joined with "and" or "or"; constants can only be joined with constants. */
  static Term joined(boolean and, List<Term> operands) {
    if (operands.stream().allMatch(o -> o instanceof Constant c && c.value() instanceof Boolean)) {
      Constant decisive = new Constant(!and);
      return operands.contains(decisive) ? decisive : new Constant(and);
    }
    List<Filter> filters = new ArrayList<>();
    for (Term operand : operands) {
      if (!(operand instanceof Filter filter)) {
        throw new FilterException(
            "'%s' can only be used between boolean expressions".formatted(and ? "and" : "or"));
      }
      filters.add(filter);
    }
    return decidedBy(!and, filters).narrowedTo(and ? narrowest(filters) : null);
  }

  /** One operand with that outcome decides; without one, an unknown operand leaves it unknown. */
  private static Filter decidedBy(boolean decisive, List<Filter> filters) {
    return new Filter(
        row -> {
          boolean unknown = false;
          for (Filter filter : filters) {
            Boolean outcome = filter.test().apply(row);
            if (outcome == null) {
              unknown = true;
            } else if (outcome == decisive) {
              return decisive;
            }
          }
          return unknown ? null : !decisive;
        },
        null);
  }

  private static Narrowing narrowest(List<Filter> filters) {
    Narrowing best = null;
    for (Filter filter : filters) {
      Narrowing narrowing = filter.narrowing();
      if (narrowing != null && (best == null || best.oneOf() == null)) {
        best = narrowing;
      }
    }
    return best == null ? null : new Narrowing(best.column(), best.oneOf(), best.from(), false);
  }
}
