package workbook.kit.embedded.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import workbook.kit.embedded.filter.Term.Constant;
import workbook.kit.embedded.filter.Term.Operand;
import workbook.kit.embedded.filter.Term.Origin;

/**
 * Reads a filter with the precedences of Milvus, and checks it against a schema as it goes. It
 * accepts no more than Milvus does: what would fail there must not pass in an exercise.
 */
final class Parser {

  /** Deep enough for any sane filter, shallow enough for any stack. */
  private static final int MAX_DEPTH = 200;

  private static final Set<String> COMPARISONS = Set.of("<", "<=", ">", ">=");

  /** Milvus reads these, and does nothing with them either. */
  private static final Set<String> BITS = Set.of("|", "^", "&", "<<", ">>");

  private final String source;
  private final FilterSchema schema;
  private final Map<String, Object> templates;
  private final List<Token> tokens;
  private int at;
  private int depth;

  Parser(String source, FilterSchema schema, Map<String, Object> templates) {
    this.source = source;
    this.schema = schema;
    this.templates = templates;
    this.tokens = Lexer.tokens(source);
  }

  /**
   * The whole filter.
   *
   * @throws FilterException if it is not a sentence of the language, or does not fit the schema
   */
  Term parse() {
    Term term = expression();
    if (peek(0).type() != Token.Type.END) {
      throw new FilterException("invalid expression: " + source);
    }
    return term;
  }

  private Term expression() {
    return joined(false);
  }

  /** Operands are collected in a loop: a chain may be longer than the stack is deep. */
  private Term joined(boolean and) {
    List<Term> operands = new ArrayList<>();
    do {
      operands.add(and ? equality() : joined(true));
    } while (take(and ? "&&" : "||"));
    return operands.size() == 1 ? operands.get(0) : Logic.joined(and, operands);
  }

  private Term equality() {
    Term left = relation();
    while (isNext(Set.of("==", "!="))) {
      left = Relations.compare(left, Comparison.of(advance().text()), relation());
    }
    return left;
  }

  private Term relation() {
    Term left = membership();
    while (isNext(COMPARISONS)) {
      Comparison first = Comparison.of(advance().text());
      Term right = membership();
      if (isNext(COMPARISONS)
          && right instanceof Operand field
          && field.origin() != Origin.COMPUTED
          && first.pointsLike(Comparison.of(peek(0).text()))) {
        Comparison second = Comparison.of(advance().text());
        left = Relations.range(left, first, field, second, membership());
      } else {
        left = Relations.compare(left, first, right);
      }
    }
    return left;
  }

  private Term membership() {
    Term left = sum();
    while (peek(0).is("in") || (peek(0).is("!") && peek(1).is("in"))) {
      boolean negated = take("!");
      expect("in");
      left = Conditions.in(left, sum(), negated);
    }
    return left;
  }

  private Term sum() {
    return arithmetic(Set.of("+", "-"), this::product);
  }

  private Term product() {
    return arithmetic(Set.of("*", "/", "%"), this::unary);
  }

  private Term arithmetic(Set<String> operators, Supplier<Term> operand) {
    Term left = operand.get();
    while (isNext(operators)) {
      left = Arithmetic.of(advance().text()).of(left, operand.get());
    }
    return left;
  }

  private Term unary() {
    if (++depth > MAX_DEPTH) {
      throw new FilterException("expression is nested too deeply: more than " + MAX_DEPTH);
    }
    Term term = prefixed();
    depth--;
    if (isNext(BITS)) {
      throw new FilterException(peek(0) + " is not supported");
    }
    return term;
  }

  private Term prefixed() {
    if (take("!")) {
      return Logic.not(unary());
    }
    if (isNext(Set.of("+", "-"))) {
      return signed(advance(), unary());
    }
    if (take("exists")) {
      return Conditions.exists(postfix());
    }
    Term base = postfix();
    return take("**") ? Arithmetic.POWER.of(base, unary()) : base;
  }

  private static Term signed(Token sign, Term operand) {
    if (operand instanceof Constant constant && constant.value() instanceof Number) {
      return Arithmetic.of(sign.text()).of(new Constant(0L), operand);
    }
    throw new FilterException("unexpected op: " + sign);
  }

  private Term postfix() {
    Term term = primary();
    while (true) {
      if (take("like")) {
        term = Conditions.like(term, primary());
      } else if (isNext(Set.of("is null", "is not null"))) {
        term = Conditions.isNull(term, advance().is("is null"));
      } else {
        return term;
      }
    }
  }

  private Term primary() {
    Token token = advance();
    return switch (token.type()) {
      case INTEGER -> new Constant(whole(token.text()));
      case DECIMAL -> new Constant(Double.parseDouble(token.text()));
      case TRUTH -> new Constant(token.text().equalsIgnoreCase("true"));
      case TEXT -> new Constant(token.text());
      case NAME -> take("(") ? call(token.text()) : field(token.text(), steps());
      case SYMBOL -> bracketed(token);
      case KEYWORD, END -> throw unexpected(token);
    };
  }

  private Term bracketed(Token bracket) {
    return switch (bracket.text()) {
      case "(" -> {
        Term inner = expression();
        expect(")");
        yield inner;
      }
      case "[" -> list();
      case "{" -> template();
      default -> throw unexpected(bracket);
    };
  }

  private Term list() {
    List<Object> values = new ArrayList<>();
    for (Term item : items("]")) {
      if (!(item instanceof Constant constant)) {
        throw new FilterException("array element type must be generic values");
      }
      values.add(constant.value());
    }
    return new Constant(values);
  }

  private Term template() {
    Token name = advance();
    if (name.type() != Token.Type.NAME) {
      throw unexpected(name);
    }
    expect("}");
    if (!templates.containsKey(name.text())) {
      throw FilterException.complete(
          "the value of expression template variable name {" + name + "} is not found");
    }
    return new Constant(templates.get(name.text()));
  }

  private Term call(String function) {
    Conditions.checkKnown(function);
    return Conditions.call(function, items(")"));
  }

  private List<Term> items(String end) {
    List<Term> items = new ArrayList<>();
    while (!take(end)) {
      items.add(expression());
      if (!peek(0).is(end)) {
        expect(",");
      }
    }
    return items;
  }

  /** The keys and positions in brackets after a name. */
  private List<Object> steps() {
    List<Object> steps = new ArrayList<>();
    while (peek(0).is("[") && isStep(peek(1)) && peek(2).is("]")) {
      Token step = peek(1);
      boolean key = step.type() == Token.Type.TEXT;
      steps.add(key ? step.text() : (Object) whole(step.text()));
      at += 3;
    }
    return steps;
  }

  private static boolean isStep(Token token) {
    return token.type() == Token.Type.TEXT || token.type() == Token.Type.INTEGER;
  }

  private Term field(String name, List<Object> steps) {
    FilterSchema.Column column = schema.columns().get(name);
    if (column == null) {
      if (schema.dynamicColumn() < 0) {
        throw new FilterException("field " + name + " not exist");
      }
      if (!name.equals(FilterSchema.META)) {
        steps.add(0, name);
      }
      return json(schema.dynamicColumn(), steps);
    }
    if (column.kind() == Kind.JSON) {
      return json(column.index(), steps);
    }
    if (!steps.isEmpty()) {
      throw new FilterException(
          name + " data type not supported accessed with []: " + column.kind());
    }
    int index = column.index();
    return new Operand(Origin.FIELD, column.kind(), index, row -> row.value(index));
  }

  private static Operand json(int column, List<Object> steps) {
    Origin origin = steps.isEmpty() ? Origin.DOCUMENT : Origin.FIELD;
    return new Operand(origin, Kind.JSON, -1, row -> Json.at(row.value(column), steps));
  }

  private static long whole(String digits) {
    try {
      if (digits.matches("0[xXbB].*")) {
        boolean binary = digits.charAt(1) == 'b' || digits.charAt(1) == 'B';
        return Long.parseLong(digits.substring(2), binary ? 2 : 16);
      }
      return Long.parseLong(digits, digits.startsWith("0") ? 8 : 10);
    } catch (NumberFormatException tooLarge) {
      throw new FilterException("strconv.ParseInt: parsing \"" + digits + "\": value out of range");
    }
  }

  private Token peek(int ahead) {
    return tokens.get(Math.min(at + ahead, tokens.size() - 1));
  }

  private boolean isNext(Set<String> symbols) {
    return peek(0).type() != Token.Type.TEXT && symbols.contains(peek(0).text());
  }

  private Token advance() {
    Token token = peek(0);
    at++;
    return token;
  }

  private boolean take(String symbol) {
    boolean there = peek(0).is(symbol);
    at += there ? 1 : 0;
    return there;
  }

  private void expect(String symbol) {
    if (!take(symbol)) {
      throw new FilterException(
          "line 1:%s missing '%s' at '%s'".formatted(peek(0).position(), symbol, peek(0)));
    }
  }

  private static FilterException unexpected(Token token) {
    return new FilterException(
        "line 1:%s mismatched input '%s' expecting a field, a value, '(', '[' or 'not'"
            .formatted(token.position(), token));
  }
}
