package workbook.kit.embedded.filter;

import com.google.gson.JsonArray;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import workbook.kit.embedded.filter.Filter.Narrowing;
import workbook.kit.embedded.filter.Term.Constant;
import workbook.kit.embedded.filter.Term.Operand;
import workbook.kit.embedded.filter.Term.Origin;

/** Conditions on one field that are not comparisons. */
final class Conditions {

  private static final Set<String> ELSEWHERE =
      Set.of("text_match", "phrase_match", "random_sample", "element_filter");

  private Conditions() {}

  static Filter in(Term left, Term right, boolean negated) {
    Operand field = Operand.field(left, "in");
    if (field.kind() == Kind.VECTOR || field.origin() == Origin.DOCUMENT) {
      throw new FilterException("'in' can only be used on single field");
    }
    if (!(right instanceof Constant list) || !(list.value() instanceof List<?> items)) {
      throw new FilterException("the right-hand side of 'in' must be a list");
    }
    boolean json = field.kind() == Kind.JSON;
    List<Object> values = new ArrayList<>();
    items.forEach(item -> values.add(json ? item : fitted(item, field.kind())));
    Set<Object> wanted = new HashSet<>();
    values.forEach(value -> wanted.add(Comparison.normalized(value)));
    Filter filter =
        Filter.of(field, value -> wanted.contains(Comparison.normalized(value)) != negated);
    return (negated || json)
        ? filter
        : filter.narrowedTo(new Narrowing(field.column(), values, null, true));
  }

  private static Object fitted(Object item, Kind kind) {
    Kind given = Kind.of(item);
    if (given != kind && !(given.isNumber() && (kind == Kind.FLOAT || kind == Kind.DOUBLE))) {
      String shown = item instanceof String ? "\"" + item + "\"" : String.valueOf(item);
      throw new FilterException("value '" + shown + "' in list cannot be casted to " + kind);
    }
    return Relations.fitted(item, kind);
  }

  static Filter like(Term left, Term right) {
    if (!(right instanceof Constant pattern) || !(pattern.value() instanceof String text)) {
      throw new FilterException("the right operand of like must be a string");
    }
    if (!(left instanceof Operand field)
        || field.origin() == Origin.COMPUTED
        || (field.kind() != Kind.TEXT && field.kind() != Kind.JSON)) {
      throw new FilterException("like operation on non-string or no-json field is unsupported");
    }
    Like like = new Like(text);
    return Filter.of(field, value -> value instanceof String s && like.matches(s));
  }

  static Filter isNull(Term term, boolean wanted) {
    Operand field = Operand.field(term, "is null");
    return new Filter(row -> (field.read().apply(row) == null) == wanted, null);
  }

  static Filter exists(Term term) {
    Operand field = Operand.field(term, "exists");
    if (field.kind() != Kind.JSON) {
      throw new FilterException(
          "exists operations are only supported on json field, got:" + field.kind());
    }
    return Filter.of(field, value -> value != null);
  }

  /** An {@link UnsupportedOperationException} if only Milvus knows the function. */
  static void checkKnown(String name) {
    String function = name.toLowerCase(Locale.ROOT);
    if (ELSEWHERE.contains(function) || function.startsWith("st_")) {
      throw new UnsupportedOperationException("the filter function " + function);
    }
  }

  /** The functions that look into a JSON array. */
  static Term call(String name, List<Term> arguments) {
    String function = name.toLowerCase(Locale.ROOT);
    if (function.equals("array_length")) {
      Operand array = array(function, arguments, 1);
      return Operand.computed(
          Kind.JSON,
          row -> array.read().apply(row) instanceof JsonArray a ? (long) a.size() : null);
    }
    if (!function.matches("(json|array)_contains(_all|_any)?")) {
      throw new FilterException("function " + function + " is not known");
    }
    Operand array = array(function, arguments, 2);
    List<?> items = items(function, arguments.get(1));
    return function.endsWith("_any")
        ? Filter.of(array, value -> items.stream().anyMatch(item -> Json.contains(value, item)))
        : Filter.of(array, value -> items.stream().allMatch(item -> Json.contains(value, item)));
  }

  private static Operand array(String function, List<Term> arguments, int count) {
    if (arguments.size() == count
        && arguments.get(0) instanceof Operand field
        && field.origin() != Origin.COMPUTED
        && field.kind() == Kind.JSON) {
      return field;
    }
    throw new FilterException(
        "%s operation are only supported on array or json field, with %s in all"
            .formatted(function, count == 1 ? "one argument" : "two arguments"));
  }

  private static List<?> items(String function, Term argument) {
    if (!(argument instanceof Constant constant)) {
      throw new FilterException(function + " operation needs a constant");
    }
    if (function.endsWith("_contains")) {
      return List.of(constant.value());
    }
    if (constant.value() instanceof List<?> list) {
      return list;
    }
    throw new FilterException(function + " operation element must be an array");
  }
}
