package workbook.kit.embedded.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Builds the tree of a filter, with the precedences of Milvus. */
final class Parser {

  /** Deep enough for any sane filter, shallow enough for any stack. */
  private static final int MAX_DEPTH = 200;

  /** Binary operators, the loosest first; "in" and the unary operators have their own methods. */
  private static final List<Set<String>> LEVELS =
      List.of(
          Set.of("||"),
          Set.of("&&"),
          Set.of("|"),
          Set.of("^"),
          Set.of("&"),
          Set.of("==", "!="),
          Set.of("<", "<=", ">", ">="),
          Set.of("in"),
          Set.of("<<", ">>"),
          Set.of("+", "-"),
          Set.of("*", "/", "%"));

  private static final int RELATIONS = 6;
  private static final int MEMBERSHIP = 7;

  private final String source;
  private final List<Token> tokens;
  private int at;
  private int depth;

  private Parser(String source) {
    this.source = source;
    this.tokens = Lexer.tokens(source);
  }

  /**
   * The tree of a filter.
   *
   * @throws FilterException if it is not a sentence of the language
   */
  static Node parse(String source) {
    Parser parser = new Parser(source);
    Node node = parser.level(0);
    if (parser.peek().type() != Token.Type.END) {
      throw new FilterException("invalid expression: " + source);
    }
    return node;
  }

  private Node level(int level) {
    if (level == LEVELS.size()) {
      return unary();
    }
    Node left = level(level + 1);
    for (int length = 1; ; length++) {
      if (level > 1 && length > MAX_DEPTH) {
        throw tooDeep();
      }
      if (level == MEMBERSHIP) {
        if (!peek().is("in") && !(peek().is("!") && peek(1).is("in"))) {
          return left;
        }
        boolean negated = take("!");
        expect("in");
        left = new Node.In(left, level(level + 1), negated);
      } else if (peek().type() == Token.Type.SYMBOL && LEVELS.get(level).contains(peek().text())) {
        String operator = advance().text();
        Node right = level(level + 1);
        left = new Node.Binary(operator, left, right);
        if (level == RELATIONS && isRange(operator, right)) {
          left = range(left, operator, right);
        }
      } else {
        return left;
      }
    }
  }

  /** {@code 1 < id < 4} is a range only if both point the same way and a field is in between. */
  private boolean isRange(String first, Node middle) {
    String second = peek().type() == Token.Type.SYMBOL ? peek().text() : "";
    return (middle instanceof Node.Name || middle instanceof Node.Path)
        && LEVELS.get(RELATIONS).contains(second)
        && first.charAt(0) == second.charAt(0);
  }

  private Node range(Node comparison, String first, Node middle) {
    String second = advance().text();
    Node left = ((Node.Binary) comparison).left();
    return new Node.Range(left, first, middle, second, level(RELATIONS + 1));
  }

  private Node unary() {
    if (++depth > MAX_DEPTH) {
      throw tooDeep();
    }
    try {
      for (String operator : List.of("+", "-", "~", "!")) {
        if (take(operator)) {
          return negativeLiteral(operator, unary());
        }
      }
      if (take("exists")) {
        return new Node.Exists(postfix());
      }
      Node base = postfix();
      return take("**") ? new Node.Binary("**", base, unary()) : base;
    } finally {
      depth--;
    }
  }

  private static Node negativeLiteral(String operator, Node operand) {
    if (operand instanceof Node.Constant constant && "+-".contains(operator)) {
      boolean minus = operator.equals("-");
      if (constant.value() instanceof Long whole) {
        return new Node.Constant(minus ? -whole : whole);
      }
      if (constant.value() instanceof Double decimal) {
        return new Node.Constant(minus ? -decimal : decimal);
      }
    }
    return new Node.Unary(operator, operand);
  }

  private Node postfix() {
    Node node = primary();
    while (true) {
      if (take("like")) {
        node = new Node.Binary("like", node, primary());
      } else if (peek().is("is null") || peek().is("is not null")) {
        node = new Node.NullTest(node, advance().text().equals("is null"));
      } else {
        return node;
      }
    }
  }

  private Node primary() {
    Token token = advance();
    return switch (token.type()) {
      case INTEGER -> new Node.Constant(whole(token.text()));
      case DECIMAL -> new Node.Constant(Double.parseDouble(token.text()));
      case TRUTH -> new Node.Constant(token.text().equalsIgnoreCase("true"));
      case TEXT -> new Node.Constant(token.text());
      case NAME -> nameOrCall(token.text());
      case SYMBOL -> bracketed(token);
      case END -> throw unexpected(token);
    };
  }

  private Node bracketed(Token token) {
    switch (token.text()) {
      case "(" -> {
        Node inner = level(0);
        expect(")");
        return inner;
      }
      case "[" -> {
        return new Node.ListOf(items("]"));
      }
      case "{" -> {
        Token name = advance();
        if (name.type() != Token.Type.NAME) {
          throw unexpected(name);
        }
        expect("}");
        return new Node.Template(name.text());
      }
      default -> throw unexpected(token);
    }
  }

  private Node nameOrCall(String name) {
    if (take("(")) {
      return new Node.Call(name, items(")"));
    }
    List<Object> steps = new ArrayList<>();
    while (peek().is("[") && isStep(peek(1)) && peek(2).is("]")) {
      advance();
      Token step = advance();
      steps.add(step.type() == Token.Type.TEXT ? step.text() : (Object) position(step.text()));
      advance();
    }
    return steps.isEmpty() ? new Node.Name(name) : new Node.Path(name, steps);
  }

  private static boolean isStep(Token token) {
    return token.type() == Token.Type.TEXT || token.type() == Token.Type.INTEGER;
  }

  private static int position(String digits) {
    return (int) Math.min(whole(digits), Integer.MAX_VALUE);
  }

  private List<Node> items(String end) {
    List<Node> items = new ArrayList<>();
    while (!take(end)) {
      items.add(level(0));
      if (!peek().is(end)) {
        expect(",");
      }
    }
    return items;
  }

  private static long whole(String digits) {
    try {
      if (digits.startsWith("0x") || digits.startsWith("0X")) {
        return Long.parseLong(digits.substring(2), 16);
      }
      if (digits.startsWith("0b") || digits.startsWith("0B")) {
        return Long.parseLong(digits.substring(2), 2);
      }
      boolean octal = digits.length() > 1 && digits.startsWith("0");
      return Long.parseLong(digits, octal ? 8 : 10);
    } catch (NumberFormatException tooLarge) {
      throw new FilterException("strconv.ParseInt: parsing \"" + digits + "\": value out of range");
    }
  }

  private Token peek() {
    return peek(0);
  }

  private Token peek(int ahead) {
    return tokens.get(Math.min(at + ahead, tokens.size() - 1));
  }

  private Token advance() {
    Token token = peek();
    at++;
    return token;
  }

  private boolean take(String symbol) {
    if (!peek().is(symbol)) {
      return false;
    }
    at++;
    return true;
  }

  private void expect(String symbol) {
    if (!take(symbol)) {
      throw new FilterException(
          "line 1:" + peek().position() + " missing '" + symbol + "' at '" + peek() + "'");
    }
  }

  private static FilterException tooDeep() {
    return new FilterException("expression is nested too deeply: more than " + MAX_DEPTH);
  }

  private FilterException unexpected(Token token) {
    return new FilterException(
        "line 1:"
            + token.position()
            + " mismatched input '"
            + token
            + "' expecting a field, a value, '(', '[' or 'not'"
            + (source.isBlank() ? "; the expression is empty" : ""));
  }
}
