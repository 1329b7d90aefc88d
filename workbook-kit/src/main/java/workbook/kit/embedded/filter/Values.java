package workbook.kit.embedded.filter;

import java.util.List;
import java.util.Map;

/**
 * What values are: a Boolean, Long, Double, String, List or, as an object of JSON, a Map, which
 * equals no constant; null for what is not there.
 */
final class Values {

  private Values() {}

  /** What is at the end of the keys and positions in a JSON value. */
  static Object at(Object root, List<Object> steps) {
    Object value = root;
    for (Object step : steps) {
      if (value instanceof Map<?, ?> object) {
        value = object.get(String.valueOf(step));
      } else if (value instanceof List<?> array && step instanceof Long position) {
        value = position < array.size() ? array.get(position.intValue()) : null;
      } else {
        return null;
      }
    }
    return value;
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
