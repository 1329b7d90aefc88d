package workbook.kit.embedded.filter;

import java.util.List;
import workbook.kit.embedded.filter.Bound.Predicate;
import workbook.kit.embedded.filter.Filter.Narrowing;
import workbook.kit.embedded.filter.Filter.Test;

/** And, or; with null for unknown. */
final class Logic {

  private Logic() {}

  static Predicate and(List<Predicate> predicates) {
    return new Predicate(decidedBy(false, predicates), narrowest(predicates));
  }

  static Predicate or(List<Predicate> predicates) {
    return new Predicate(decidedBy(true, predicates), null);
  }

  /** One operand with that outcome decides; without one, an unknown operand leaves it unknown. */
  private static Test decidedBy(boolean decisive, List<Predicate> predicates) {
    Test[] tests = predicates.stream().map(Predicate::test).toArray(Test[]::new);
    return row -> {
      boolean unknown = false;
      for (Test test : tests) {
        Boolean outcome = test.on(row);
        if (outcome == null) {
          unknown = true;
        } else if (outcome == decisive) {
          return decisive;
        }
      }
      return unknown ? null : !decisive;
    };
  }

  private static Narrowing narrowest(List<Predicate> predicates) {
    Narrowing best = null;
    for (Predicate predicate : predicates) {
      Narrowing narrowing = predicate.narrowing();
      if (narrowing != null && (best == null || best.oneOf() == null)) {
        best = narrowing;
      }
    }
    return best == null ? null : new Narrowing(best.column(), best.oneOf(), best.from(), false);
  }
}
