package workbook.kit.embedded.filter;

import io.milvus.grpc.DataType;
import java.util.Set;

/**
 * What a filter needs to know about the types of fields and constants. A row holds a Boolean for
 * Bool, a Long for every integer type, a Double for Float and Double, a String for VarChar, and any
 * of these, a List or a Map for JSON. A vector may be named, never compared; an Array is a list of
 * constants.
 */
final class Types {

  private static final Set<DataType> WHOLE =
      Set.of(DataType.Int8, DataType.Int16, DataType.Int32, DataType.Int64);

  private Types() {}

  /** The type of a constant. */
  static DataType of(Object value) {
    if (value instanceof Number) {
      return value instanceof Long ? DataType.Int64 : DataType.Double;
    }
    boolean truth = value instanceof Boolean;
    return truth ? DataType.Bool : value instanceof String ? DataType.VarChar : DataType.Array;
  }

  /** Whether it can be computed with; of what is in JSON, only the row can tell. */
  static boolean isNumeric(DataType type) {
    return isDecimal(type) || WHOLE.contains(type) || type == DataType.JSON;
  }

  static boolean isDecimal(DataType type) {
    return type == DataType.Float || type == DataType.Double;
  }

  /** Whether values of the two types can be compared at all. */
  static boolean areComparable(DataType a, DataType b) {
    return a == DataType.JSON
        || b == DataType.JSON
        || (isNumeric(a) && isNumeric(b))
        || (a == b && (a == DataType.Bool || a == DataType.VarChar));
  }

  /** A constant as a field of that type holds it, or null if it cannot. */
  static Object held(DataType type, Object constant) {
    if (isDecimal(type) && constant instanceof Number number) {
      return type == DataType.Float ? (double) number.floatValue() : number.doubleValue();
    }
    boolean whole = WHOLE.contains(type) && constant instanceof Long;
    return whole || type == DataType.JSON || type == of(constant) ? constant : null;
  }
}
