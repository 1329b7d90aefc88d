package workbook.kit.embedded.filter;

import java.util.List;

/** The tree of a filter, before it is checked against a schema. */
sealed interface Node {

  /** A literal: {@link Boolean}, {@link Long}, {@link Double} or {@link String}. */
  record Constant(Object value) implements Node {}

  /** A field, or a key of the dynamic field. */
  record Name(String name) implements Node {}

  /** Something inside of JSON; a step is a {@link String} key or an {@link Integer} position. */
  record Path(String name, List<Object> steps) implements Node {}

  /** A value that comes with the request. */
  record Template(String name) implements Node {}

  record ListOf(List<Node> items) implements Node {}

  record Unary(String operator, Node operand) implements Node {}

  record Binary(String operator, Node left, Node right) implements Node {}

  /** {@code low < middle < high}, in either direction. */
  record Range(Node left, String first, Node middle, String second, Node right) implements Node {}

  record In(Node operand, Node list, boolean negated) implements Node {}

  record NullTest(Node operand, boolean wantsNull) implements Node {}

  record Exists(Node operand) implements Node {}

  record Call(String function, List<Node> arguments) implements Node {}
}
