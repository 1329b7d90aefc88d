package workbook.kit.embedded.filter;

import static workbook.kit.embedded.filter.FilterException.require;

import io.milvus.grpc.DataType;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The fields that a filter may name.
 *
 * @param columns the fields by name; under {@link #DYNAMIC} the one with what is not in the schema
 */
public record FilterSchema(Map<String, Column> columns) {

  /** The name of the field that holds, as JSON, what a row has beyond its schema. */
  public static final String DYNAMIC = "$meta";

  /**
   * One field.
   *
   * @param index where its value is in a row
   * @param type its type
   */
  public record Column(int index, DataType type) {}

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
      require(columns.containsKey(DYNAMIC), "field %s not exist", name);
      return field(DYNAMIC, Stream.concat(Stream.of(name), steps.stream()).toList());
    }
    if (column.type() == DataType.JSON) {
      return Term.json(column.index(), steps);
    }
    boolean whole = steps.isEmpty();
    require(whole, "%s data type not supported accessed with []: %s", name, column.type());
    return Term.field(column);
  }
}
