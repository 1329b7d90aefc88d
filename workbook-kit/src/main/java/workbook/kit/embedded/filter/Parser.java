package workbook.kit.embedded.filter;

import static workbook.kit.embedded.filter.FilterException.require;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads a filter by climbing the {@link Precedence} of its operators, and checks it against a
 * schema as it goes. It accepts no more than Milvus does: what would fail there must not pass in an
 * exercise.
 */
final class Parser {

  /** Deep enough for any sane filter, shallow enough for any stack. */
  private static final int MAX_DEPTH = 200;

  /** What Milvus has in this place; none of it is here. */
  private static final String FUNCTIONS =
      "(json|array)_contains(_all|_any)?|array_length|(text|phrase)_match|random_sample"
          + "|element_filter|st_.*";

  private final Function<String, FilterField> fields;
  private final Map<String, Object> templates;
  private final Iterator<Token> tokens;
  private Token next;
  private int depth;

  Parser(String source, Function<String, FilterField> fields, Map<String, Object> templates) {
    this.fields = fields;
    this.templates = templates;
    this.tokens = Token.of(source).iterator();
    this.next = tokens.next();
  }

  /**
   * The whole filter.
   *
   * @throws FilterException if it is not a sentence of the language, or does not fit the schema
   */
  Term parse() {
    Term term = expression(Precedence.NONE);
    expect(Token.Type.END, "an operator or the end");
    return term;
  }

  /** As much as operators that bind more strongly than the one in front hold together. */
  private Term expression(Precedence outer) {
    Term left = operand();
    while (Precedence.of(next).compareTo(outer) > 0) {
      left = operation(left, Precedence.of(next));
    }
    return left;
  }

  private Term operation(Term left, Precedence precedence) {
    if (precedence == Precedence.OR || precedence == Precedence.AND) {
      return chain(left, precedence);
    }
    Token operator = advance();
    if (precedence == Precedence.NULL_TEST) {
      return Conditions.isNull(left, operator.is("is null"));
    }
    Term right = expression(precedence);
    return switch (precedence) {
      case EQUALITY -> Comparison.of(operator.text(), left, right);
      case RELATION -> relation(left, operator.text(), right);
      case MEMBERSHIP -> Conditions.in(left, right, !operator.is("in"));
      case SUM, PRODUCT, POWER -> Arithmetic.of(operator.text(), left, right);
      case MATCH -> Conditions.like(left, right);
      default -> throw new FilterException(operator.text() + " is not supported");
    };
  }

  /** Read in a loop and held in one term: a chain may be longer than the stack is deep. */
  private Term chain(Term first, Precedence precedence) {
    List<Term> operands = new ArrayList<>(List.of(first));
    while (Precedence.of(next) == precedence) {
      advance();
      operands.add(expression(precedence));
    }
    return Logic.joined(precedence == Precedence.AND, operands);
  }

  /** A comparison, or a range if another one follows that points the same way. */
  private Term relation(Term left, String first, Term right) {
    boolean range =
        Precedence.of(next) == Precedence.RELATION
            && right.isField()
            && next.text().charAt(0) == first.charAt(0);
    if (!range) {
      return Comparison.of(first, left, right);
    }
    String second = advance().text();
    return Comparison.range(left, first, right, second, expression(Precedence.RELATION));
  }

  private Term operand() {
    require(++depth <= MAX_DEPTH, "expression is nested too deeply: more than %s", MAX_DEPTH);
    Token token = advance();
    Term operand =
        switch (token.type()) {
          case INTEGER -> Term.constant(whole(token.text()));
          case DECIMAL -> Term.constant(Double.parseDouble(token.text()));
          case TRUTH -> Term.constant(token.text().equalsIgnoreCase("true"));
          case TEXT -> Term.constant(token.text());
          case NAME -> named(token.text());
          default -> prefixed(token);
        };
    depth--;
    return operand;
  }

  private Term prefixed(Token token) {
    return switch (token.text()) {
      case "not", "!" -> Logic.not(expression(Precedence.PREFIX));
      case "+", "-" -> signed(token, expression(Precedence.PREFIX));
      case "exists" -> Conditions.exists(expression(Precedence.PREFIX));
      case "(" -> closed(expression(Precedence.NONE));
      case "[" -> list();
      case "{" -> template();
      default -> throw mismatch(token, "a field, a value, '(', '[' or 'not'");
    };
  }

  private static Term signed(Token sign, Term operand) {
    require(operand.isConstant(), "unexpected op: %s", sign.text());
    return Arithmetic.of(sign.text(), Term.constant(0L), operand);
  }

  private Term closed(Term inner) {
    expect(")");
    return inner;
  }

  private Term list() {
    List<Object> values = new ArrayList<>();
    while (!take("]")) {
      Term item = expression(Precedence.NONE);
      values.add(item.as(Object.class, "array element type must be generic values"));
      if (!next.is("]")) {
        expect(",");
      }
    }
    return Term.constant(values);
  }

  private Term template() {
    String name = expect(Token.Type.NAME, "a name").text();
    expect("}");
    require(
        templates.containsKey(name),
        "the value of expression template variable name {%s} is not found",
        name);
    return Term.constant(templates.get(name));
  }

  /** A field, and the keys and positions in brackets after it. */
  private Term named(String name) {
    if (next.is("(")) {
      throw function(name.toLowerCase(Locale.ROOT));
    }
    List<Object> steps = new ArrayList<>();
    while (take("[")) {
      boolean key = next.type() == Token.Type.TEXT;
      Token step = key ? advance() : expect(Token.Type.INTEGER, "a key or a position");
      steps.add(key ? step.text() : (Object) whole(step.text()));
      expect("]");
    }
    FilterField field = fields.apply(name);
    require(field != null, "field %s not exist", name);
    if (!field.name().equals(name)) {
      steps.add(0, name);
    }
    return Term.field(field, steps);
  }

  private static RuntimeException function(String name) {
    return name.matches(FUNCTIONS)
        ? new UnsupportedOperationException("the filter function " + name)
        : new FilterException("function " + name + " is not known");
  }

  private static long whole(String digits) {
    try {
      boolean binary = digits.startsWith("0b") || digits.startsWith("0B");
      return binary ? Long.parseLong(digits.substring(2), 2) : Long.decode(digits);
    } catch (NumberFormatException tooLarge) {
      throw new FilterException("strconv.ParseInt: parsing \"" + digits + "\": value out of range");
    }
  }

  private Token advance() {
    Token token = next;
    next = tokens.hasNext() ? tokens.next() : next;
    return token;
  }

  private boolean take(String symbol) {
    boolean there = next.is(symbol);
    if (there) {
      advance();
    }
    return there;
  }

  private void expect(String symbol) {
    if (!take(symbol)) {
      throw mismatch(next, "'" + symbol + "'");
    }
  }

  private Token expect(Token.Type type, String expected) {
    if (next.type() != type) {
      throw mismatch(next, expected);
    }
    return advance();
  }

  private static FilterException mismatch(Token token, String expected) {
    return new FilterException(
        "line 1:%s mismatched input '%s' expecting %s"
            .formatted(token.position(), token.text(), expected));
  }
}
