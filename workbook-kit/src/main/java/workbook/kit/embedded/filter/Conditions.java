package workbook.kit.embedded.filter;

import static workbook.kit.embedded.filter.FilterException.require;

import io.milvus.grpc.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import workbook.kit.embedded.filter.Term.Shape;

/** Conditions on one field that are not comparisons. */
final class Conditions {

  private Conditions() {}

  static Term in(Term field, Term list, boolean negated) {
    boolean single = field.shape() == Shape.FIELD && field.type() != DataType.FloatVector;
    require(single, "'in' can only be used on single field");
    List<Object> values = new ArrayList<>();
    for (Object item : list.as(List.class, "the right-hand side of 'in' must be a list")) {
      Object value = Types.held(field.type(), item);
      require(value != null, "value '%s' in list cannot be casted to %s", item, field.type());
      values.add(value);
    }
    Set<Object> wanted = values.stream().map(Values::normalized).collect(Collectors.toSet());
    Term listed =
        Term.condition(
            field, list, (value, unused) -> wanted.contains(Values.normalized(value)) != negated);
    return negated ? listed : listed.listing(field, values);
  }

  static Term like(Term field, Term pattern) {
    Like like = new Like(pattern.as(String.class, "the right operand of like must be a string"));
    boolean text =
        field.isField() && Set.of(DataType.VarChar, DataType.JSON).contains(field.type());
    require(text, "like operation on non-string or no-json field is unsupported");
    return Term.condition(
        field, pattern, (value, unused) -> value instanceof String s && like.matches(s));
  }

  static Term isNull(Term field, boolean wanted) {
    require(field.isField(), "'is null' can only be used on single field");
    return Term.condition(row -> (field.in(row) == null) == wanted);
  }

  static Term exists(Term field) {
    boolean json = field.isField() && field.type() == DataType.JSON;
    require(json, "exists operations are only supported on json field, got:%s", field.type());
    return Term.condition(row -> field.in(row) != null);
  }
}
