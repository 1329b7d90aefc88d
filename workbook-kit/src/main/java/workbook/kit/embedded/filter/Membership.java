package workbook.kit.embedded.filter;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import workbook.kit.embedded.filter.Bound.Column;
import workbook.kit.embedded.filter.Bound.Computed;
import workbook.kit.embedded.filter.Bound.Predicate;
import workbook.kit.embedded.filter.Bound.Value;
import workbook.kit.embedded.filter.Filter.Narrowing;
import workbook.kit.embedded.filter.Filter.Test;

/** {@code in}, {@code like}, and the functions that look into a JSON array. */
final class Membership {

  private Membership() {}

  static Predicate in(Column column, List<?> list, boolean negated) {
    boolean json = column.kind() == Kind.JSON;
    if (column.kind() == Kind.VECTOR || column.whole()) {
      throw new FilterException("'in' can only be used on single field");
    }
    List<Object> values = new ArrayList<>();
    for (Object item : list) {
      values.add(json ? item : fitted(item, column.kind()));
    }
    Set<Object> wanted = new HashSet<>();
    values.forEach(value -> wanted.add(Comparison.normalized(value)));
    Test test =
        row -> {
          Object value = column.read().apply(row);
          return (value == null && !json)
              ? null
              : (Boolean) (wanted.contains(Comparison.normalized(value)) != negated);
        };
    boolean narrows = !negated && !json;
    return new Predicate(test, narrows ? new Narrowing(column.index(), values, null, true) : null);
  }

  private static Object fitted(Object item, Kind kind) {
    boolean fits =
        switch (kind) {
          case BOOL -> item instanceof Boolean;
          case INT -> item instanceof Long;
          case FLOAT, DOUBLE -> item instanceof Number;
          case TEXT -> item instanceof String;
          default -> false;
        };
    if (!fits) {
      String shown = item instanceof String ? "\"" + item + "\"" : String.valueOf(item);
      throw new FilterException("value '" + shown + "' in list cannot be casted to " + kind);
    }
    return Relations.fitted(item, kind);
  }

  static Predicate like(Bound left, Bound right) {
    if (!(right instanceof Value pattern) || !(pattern.value() instanceof String text)) {
      throw new FilterException("the right operand of like must be a string");
    }
    if (!(left instanceof Column column)
        || (left.kind() != Kind.TEXT && left.kind() != Kind.JSON)) {
      throw new FilterException("like operation on non-string or no-json field is unsupported");
    }
    Like like = new Like(text);
    boolean json = column.kind() == Kind.JSON;
    return new Predicate(
        row -> {
          Object value = column.read().apply(row);
          return (value == null && !json)
              ? null
              : (Boolean) (value instanceof String s && like.matches(s));
        },
        null);
  }

  static Bound call(String function, List<Bound> arguments) {
    switch (function) {
      case "json_contains", "array_contains" -> {
        Object item = constant(function, arguments);
        return contains(column(function, arguments, 2), List.of(item), true);
      }
      case "json_contains_all", "array_contains_all" -> {
        return contains(column(function, arguments, 2), items(function, arguments), true);
      }
      case "json_contains_any", "array_contains_any" -> {
        return contains(column(function, arguments, 2), items(function, arguments), false);
      }
      case "array_length" -> {
        Column column = column(function, arguments, 1);
        return new Computed(Kind.JSON, row -> length(column.read().apply(row)));
      }
      default -> throw new FilterException("function " + function + " is not known");
    }
  }

  private static Long length(Object value) {
    return value instanceof com.google.gson.JsonArray array ? (Long) (long) array.size() : null;
  }

  private static Predicate contains(Column column, List<?> items, boolean all) {
    return new Predicate(
        row -> {
          Object value = column.read().apply(row);
          return all
              ? items.stream().allMatch(item -> Json.contains(value, item))
              : items.stream().anyMatch(item -> Json.contains(value, item));
        },
        null);
  }

  private static Column column(String function, List<Bound> arguments, int count) {
    if (arguments.size() == count
        && arguments.get(0) instanceof Column column
        && column.kind() == Kind.JSON) {
      return column;
    }
    throw new FilterException(
        function + " operation are only supported on array or json field, with one argument more");
  }

  private static Object constant(String function, List<Bound> arguments) {
    if (arguments.size() == 2 && arguments.get(1) instanceof Value value) {
      return value.value();
    }
    throw new FilterException(function + " operation needs a constant");
  }

  private static List<?> items(String function, List<Bound> arguments) {
    if (constant(function, arguments) instanceof List<?> list) {
      return list;
    }
    throw new FilterException(function + " operation element must be an array");
  }
}
