package workbook.kit.embedded.filter;

import static workbook.kit.embedded.filter.FilterException.require;

import java.util.List;
import workbook.kit.embedded.filter.Filter.Row;
import workbook.kit.embedded.filter.Term.Shape;

/** And, or, not; with null for unknown. */
final class Logic {

  private Logic() {}

  static Term not(Term operand) {
    boolean condition = operand.shape() == Shape.CONDITION;
    require(condition, "not op can only be applied on boolean expression with a field in it");
    return Term.condition(row -> operand.in(row) instanceof Boolean outcome ? !outcome : null);
  }

  /** The operands joined with "and" or "or". */
  static Term joined(boolean and, List<Term> operands) {
    boolean conditions = operands.stream().allMatch(term -> term.shape() == Shape.CONDITION);
    require(
        conditions,
        "'%s' can only be used between boolean expressions with a field in them",
        and ? "and" : "or");
    return Term.condition(row -> outcome(!and, operands, row));
  }

  /** One operand with that outcome decides; without one, an unknown operand leaves it unknown. */
  private static Boolean outcome(boolean decisive, List<Term> operands, Row row) {
    Boolean outcome = !decisive;
    for (Term operand : operands) {
      Object part = operand.in(row);
      if (part == null) {
        outcome = null;
      } else if (part.equals(decisive)) {
        return decisive;
      }
    }
    return outcome;
  }
}
