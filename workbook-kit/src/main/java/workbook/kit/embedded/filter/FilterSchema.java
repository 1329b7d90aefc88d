package workbook.kit.embedded.filter;

import java.util.Map;

/**
 * The fields that a filter may name.
 *
 * @param columns the fields by name
 * @param dynamicColumn the column that holds keys outside of the schema, or -1 if there is none
 */
public record FilterSchema(Map<String, Column> columns, int dynamicColumn) {

  /** The name by which a filter can address the dynamic field itself. */
  static final String META = "$meta";

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
}
