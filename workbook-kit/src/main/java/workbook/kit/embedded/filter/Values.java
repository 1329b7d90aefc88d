package workbook.kit.embedded.filter;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.stream.StreamSupport;

/** What values are: a Boolean, Long, Double, String or List; null for what is not there. */
final class Values {

  private Values() {}

  /** What is at the end of the keys and positions in a JSON value. */
  static Object at(Object root, List<Object> steps) {
    JsonElement element = (JsonElement) root;
    for (Object step : steps) {
      if (element instanceof JsonObject object) {
        element = object.get(String.valueOf(step));
      } else if (element instanceof JsonArray array && step instanceof Long position) {
        element = position < array.size() ? array.get(position.intValue()) : null;
      } else {
        return null;
      }
    }
    return plain(element);
  }

  /** JSON as a plain value; an object stays what it is, and equals no constant. */
  private static Object plain(JsonElement element) {
    if (element instanceof JsonArray array) {
      return StreamSupport.stream(array.spliterator(), false).map(Values::plain).toList();
    }
    if (!(element instanceof JsonPrimitive primitive)) {
      return element instanceof JsonObject ? element : null;
    }
    if (primitive.isBoolean()) {
      return primitive.getAsBoolean();
    }
    return primitive.isString() ? primitive.getAsString() : number(primitive.getAsString());
  }

  private static Object number(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException notWhole) {
      return Double.parseDouble(digits);
    }
  }

  /** A form in which equal values are equal objects: 3 and 3.0 are one number. */
  static Object normalized(Object value) {
    if (value instanceof Double d && d == Math.rint(d) && Math.abs(d) < 0x1p63) {
      return d.longValue();
    }
    return value instanceof List<?> list ? list.stream().map(Values::normalized).toList() : value;
  }

  /**
   * How the first compares with the second, which is there; null if they are of different types, or
   * lists that are not equal.
   */
  @SuppressWarnings("unchecked") // of one class, and so comparable with each other
  static Integer order(Object first, Object second) {
    Object a = normalized(first);
    Object b = normalized(second);
    if (a instanceof Comparable<?> && a.getClass() == b.getClass()) {
      return ((Comparable<Object>) a).compareTo(b);
    }
    if (a instanceof Number x && b instanceof Number y) {
      return Double.compare(x.doubleValue(), y.doubleValue());
    }
    return b.equals(a) ? 0 : null;
  }
}
