package workbook.kit.embedded.filter;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import workbook.kit.embedded.filter.Bound.Column;
import workbook.kit.embedded.filter.Bound.Computed;
import workbook.kit.embedded.filter.Bound.Predicate;
import workbook.kit.embedded.filter.Bound.Value;
import workbook.kit.embedded.filter.Filter.Row;

/**
 * Checks the tree of a filter against a schema and turns it into a test. It accepts no more than
 * Milvus does: what would fail there must not pass in an exercise.
 */
final class Binder {

  private final FilterSchema schema;
  private final Map<String, Object> templates;

  Binder(FilterSchema schema, Map<String, Object> templates) {
    this.schema = schema;
    this.templates = templates;
  }

  Bound bind(Node node) {
    if (node instanceof Node.Constant constant) {
      return value(constant.value());
    } else if (node instanceof Node.Name name) {
      return name(name.name());
    } else if (node instanceof Node.Path path) {
      return path(path);
    } else if (node instanceof Node.Template template) {
      return template(template.name());
    } else if (node instanceof Node.ListOf list) {
      return list(list);
    } else if (node instanceof Node.Unary unary) {
      return unary(unary);
    } else if (node instanceof Node.Binary binary) {
      return binary(binary);
    } else if (node instanceof Node.Range range) {
      return range(range);
    } else if (node instanceof Node.In in) {
      return Membership.in(column(in.operand(), "in"), listIn(in.list()), in.negated());
    } else if (node instanceof Node.NullTest test) {
      return nullTest(test);
    } else if (node instanceof Node.Exists exists) {
      return exists(column(exists.operand(), "exists"));
    } else if (node instanceof Node.Call call) {
      return call(call);
    }
    throw new AssertionError(node);
  }

  private static Value value(Object value) {
    Kind kind =
        value instanceof Boolean
            ? Kind.BOOL
            : value instanceof Long
                ? Kind.INT
                : value instanceof Double
                    ? Kind.DOUBLE
                    : value instanceof String ? Kind.TEXT : Kind.ARRAY;
    return new Value(value, kind);
  }

  private Bound template(String name) {
    if (!templates.containsKey(name)) {
      throw FilterException.complete(
          "the value of expression template variable name {" + name + "} is not found");
    }
    return value(templates.get(name));
  }

  private Bound name(String name) {
    FilterSchema.Column column = schema.columns().get(name);
    if (column != null) {
      int index = column.index();
      return new Column(column.kind(), row -> row.value(index), index, column.kind() == Kind.JSON);
    }
    boolean meta = name.equals(FilterSchema.META);
    return inside(dynamic(name), meta ? List.of() : List.of(name), meta);
  }

  private Bound path(Node.Path path) {
    FilterSchema.Column column = schema.columns().get(path.name());
    if (column != null) {
      if (column.kind() != Kind.JSON) {
        throw new FilterException(
            path.name() + " data type not supported accessed with []: " + column.kind());
      }
      return inside(column.index(), path.steps(), false);
    }
    List<Object> steps = new ArrayList<>(path.steps());
    if (!path.name().equals(FilterSchema.META)) {
      steps.add(0, path.name());
    }
    return inside(dynamic(path.name()), steps, false);
  }

  private int dynamic(String name) {
    if (schema.dynamicColumn() < 0) {
      throw new FilterException("field " + name + " not exist");
    }
    return schema.dynamicColumn();
  }

  private static Column inside(int index, List<Object> steps, boolean whole) {
    List<Object> fixed = List.copyOf(steps);
    return new Column(Kind.JSON, row -> Json.at(row.value(index), fixed), -1, whole);
  }

  private Value list(Node.ListOf list) {
    List<Object> values = new ArrayList<>();
    for (Node item : list.items()) {
      if (!(bind(item) instanceof Value value)) {
        throw new FilterException("array element type must be generic values");
      }
      values.add(value.value());
    }
    return new Value(values, Kind.ARRAY);
  }

  private List<?> listIn(Node node) {
    if (bind(node) instanceof Value value && value.value() instanceof List<?> list) {
      return list;
    }
    throw new FilterException("the right-hand side of 'in' must be a list");
  }

  private Column column(Node node, String operator) {
    if (bind(node) instanceof Column column) {
      return column;
    }
    throw new FilterException("'" + operator + "' can only be used on single field");
  }

  private Bound unary(Node.Unary unary) {
    Bound operand = bind(unary.operand());
    if (!unary.operator().equals("!")) {
      throw new FilterException("unexpected op: " + unary.operator());
    }
    if (operand instanceof Value value && value.value() instanceof Boolean truth) {
      return value(!truth);
    }
    if (!(operand instanceof Predicate predicate)) {
      throw new FilterException("not op can only be applied on boolean expression");
    }
    return new Predicate(
        row -> {
          Boolean outcome = predicate.test().on(row);
          return outcome == null ? null : !outcome;
        },
        null);
  }

  private Bound binary(Node.Binary binary) {
    String operator = binary.operator();
    if (operator.equals("&&") || operator.equals("||")) {
      return logical(binary);
    }
    Bound left = bind(binary.left());
    Bound right = bind(binary.right());
    if (operator.equals("like")) {
      return Membership.like(left, right);
    }
    Comparison comparison = Comparison.of(operator);
    if (comparison != null) {
      return Relations.compare(left, comparison, right);
    }
    Arithmetic arithmetic = Arithmetic.of(operator);
    if (arithmetic == null) {
      throw new FilterException(operator + " is not supported");
    }
    return compute(left, arithmetic, right);
  }

  /** Operands are collected in a loop: a chain may be longer than the stack is deep. */
  private Bound logical(Node.Binary binary) {
    String operator = binary.operator();
    String word = operator.equals("&&") ? "and" : "or";
    Deque<Bound> operands = new ArrayDeque<>();
    Node rest = binary;
    while (rest instanceof Node.Binary inner && inner.operator().equals(operator)) {
      operands.addFirst(bind(inner.right()));
      rest = inner.left();
    }
    operands.addFirst(bind(rest));
    if (operands.stream().allMatch(o -> o instanceof Value v && v.value() instanceof Boolean)) {
      boolean and = word.equals("and");
      return value(
          operands.stream()
              .map(o -> (Boolean) ((Value) o).value())
              .reduce(and, and ? Boolean::logicalAnd : Boolean::logicalOr));
    }
    List<Predicate> predicates = new ArrayList<>();
    for (Bound operand : operands) {
      if (!(operand instanceof Predicate predicate)) {
        throw new FilterException("'" + word + "' can only be used between boolean expressions");
      }
      predicates.add(predicate);
    }
    return word.equals("and") ? Logic.and(predicates) : Logic.or(predicates);
  }

  private static Bound compute(Bound left, Arithmetic operation, Bound right) {
    if (left instanceof Value a && right instanceof Value b) {
      return value(operation.apply(a.value(), b.value()));
    }
    if (left instanceof Computed || right instanceof Computed) {
      throw new FilterException("complicated arithmetic operations are not supported");
    }
    if (left instanceof Column && right instanceof Column) {
      throw new FilterException(
          "not supported to do arithmetic operations between multiple fields");
    }
    if (operation == Arithmetic.POWER) {
      throw new FilterException("power can only apply on constants");
    }
    if (left instanceof Value value && right instanceof Column column) {
      if (!operation.commutes()) {
        throw new FilterException("module field is not yet supported");
      }
      return computed(column, operation, value.value());
    }
    if (left instanceof Column column && right instanceof Value value) {
      return computed(column, operation, value.value());
    }
    throw new FilterException("arithmetic operations are only supported on numbers");
  }

  private static Computed computed(Column column, Arithmetic operation, Object constant) {
    boolean json = column.kind() == Kind.JSON;
    if (!json) {
      // Checks the types once, with a number of the field's type.
      Object sample = column.kind() == Kind.INT ? 1L : column.kind().isNumber() ? 1.0 : "";
      operation.apply(sample, constant);
    } else if (!(constant instanceof Number)) {
      throw new FilterException("arithmetic operations are only supported on numbers");
    } else if (operation.divides()) {
      operation.apply(1L, constant);
    }
    Function<Row, Object> read =
        row -> column.read().apply(row) instanceof Number n ? operation.apply(n, constant) : null;
    return new Computed(column.kind(), read);
  }

  private Bound range(Node.Range range) {
    Bound middle = bind(range.middle());
    Bound low = bind(range.left());
    Bound high = bind(range.right());
    if (!(low instanceof Value) || !(high instanceof Value)) {
      throw new FilterException("lowerbound and upperbound of a range must be constants");
    }
    Predicate first = (Predicate) Relations.compare(low, Comparison.of(range.first()), middle);
    Predicate second = (Predicate) Relations.compare(middle, Comparison.of(range.second()), high);
    return Logic.and(List.of(first, second));
  }

  private Bound nullTest(Node.NullTest test) {
    Column column = column(test.operand(), "is null");
    boolean wanted = test.wantsNull();
    return new Predicate(row -> (column.read().apply(row) == null) == wanted, null);
  }

  private static Bound exists(Column column) {
    if (column.kind() != Kind.JSON) {
      throw new FilterException(
          "exists operations are only supported on json field, got:" + column.kind());
    }
    return new Predicate(row -> column.read().apply(row) != null, null);
  }

  private static final Set<String> ELSEWHERE =
      Set.of("text_match", "phrase_match", "random_sample", "element_filter");

  private Bound call(Node.Call call) {
    String function = call.function().toLowerCase(java.util.Locale.ROOT);
    if (ELSEWHERE.contains(function) || function.startsWith("st_")) {
      throw new UnsupportedOperationException("the filter function " + function);
    }
    List<Bound> arguments = call.arguments().stream().map(this::bind).toList();
    return Membership.call(function, arguments);
  }
}
