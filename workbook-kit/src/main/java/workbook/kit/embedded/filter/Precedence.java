package workbook.kit.embedded.filter;

import java.util.Arrays;
import java.util.Set;

/** How strongly the operators of Milvus bind, the weakest first. */
enum Precedence {
  /** Of whatever stands around a whole filter, or around something in brackets. */
  NONE,
  OR("or", "||"),
  AND("and", "&&"),
  /** Milvus reads these, and does nothing with them either. */
  BITS("|", "^", "&", "<<", ">>"),
  EQUALITY("==", "!="),
  RELATION("<", "<=", ">", ">="),
  MEMBERSHIP("in", "not in", "! in", "!in"),
  SUM("+", "-"),
  PRODUCT("*", "/", "%"),
  /** Of signs and "not", which stand in front of what they change. */
  PREFIX,
  POWER("**"),
  MATCH("like"),
  NULL_TEST("is null", "is not null");

  @SuppressWarnings("ImmutableEnumChecker") // filled once and never given away
  private final Set<String> operators;

  Precedence(String... operators) {
    this.operators = Set.of(operators);
  }

  /** That of a token between two values; {@link #NONE} if it is no such operator. */
  static Precedence of(Token token) {
    return Arrays.stream(values())
        .filter(precedence -> precedence.operators.stream().anyMatch(token::is))
        .findFirst()
        .orElse(NONE);
  }
}
