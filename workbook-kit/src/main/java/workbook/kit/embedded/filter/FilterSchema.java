package workbook.kit.embedded.filter;

import static workbook.kit.embedded.filter.FilterException.require;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The fields that a filter may name.
 *
 * @param columns the fields by name
 * @param dynamicColumn the column that holds keys outside of the schema, or -1 if there is none
 */
public record FilterSchema(Map<String, Column> columns, int dynamicColumn) {

  /** The name by which a filter can address the dynamic field itself. */
  private static final String META = "$meta";

  /**
   * One field.
   *
   * @param index where its value is in a row
   * @param kind its type
   */
  public record Column(int index, Kind kind) {}

  /** Copies the map. */
  public FilterSchema {
    columns = Map.copyOf(columns);
  }

  /**
   * What a filter means by a name and the keys and positions in brackets after it.
   *
   * @throws FilterException if there is no such field, or no way into it
   */
  Term field(String name, List<Object> steps) {
    Column column = columns.get(name);
    if (column == null) {
      require(dynamicColumn >= 0, "field %s not exist", name);
      Stream<Object> key = name.equals(META) ? Stream.of() : Stream.of(name);
      return Term.json(dynamicColumn, Stream.concat(key, steps.stream()).toList());
    }
    if (column.kind() == Kind.JSON) {
      return Term.json(column.index(), steps);
    }
    boolean whole = steps.isEmpty();
    require(whole, "%s data type not supported accessed with []: %s", name, column.kind());
    return Term.field(column);
  }
}
