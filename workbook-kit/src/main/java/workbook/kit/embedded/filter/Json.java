package workbook.kit.embedded.filter;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;

/** Reads values out of JSON. */
final class Json {

  private Json() {}

  /** What is at the end of the steps, as a plain value, or null if there is nothing. */
  static Object at(Object root, List<Object> steps) {
    if (steps.isEmpty()) {
      return root;
    }
    JsonElement element = (JsonElement) root;
    for (Object step : steps) {
      element = child(element, step);
    }
    return plain(element);
  }

  private static JsonElement child(JsonElement parent, Object step) {
    if (parent instanceof JsonObject object) {
      return object.get(String.valueOf(step));
    }
    if (parent instanceof JsonArray array && step instanceof Long position) {
      return position < array.size() ? array.get(position.intValue()) : null;
    }
    return null;
  }

  /** A primitive as Boolean, Long, Double or String; null for JSON's null; else the element. */
  static Object plain(JsonElement element) {
    if (element == null || element.isJsonNull()) {
      return null;
    }
    if (!(element instanceof JsonPrimitive primitive)) {
      return element;
    }
    if (primitive.isBoolean()) {
      return primitive.getAsBoolean();
    }
    if (primitive.isString()) {
      return primitive.getAsString();
    }
    try {
      return Long.parseLong(primitive.getAsString());
    } catch (NumberFormatException notWhole) {
      return primitive.getAsDouble();
    }
  }

  /** Whether a JSON value equals a constant; lists are compared item by item. */
  static boolean same(Object json, Object constant) {
    if (constant instanceof List<?> list) {
      if (!(json instanceof JsonArray array) || array.size() != list.size()) {
        return false;
      }
      for (int i = 0; i < list.size(); i++) {
        if (!same(plain(array.get(i)), list.get(i))) {
          return false;
        }
      }
      return true;
    }
    return Comparison.normalized(constant).equals(Comparison.normalized(json));
  }

  static boolean contains(Object json, Object constant) {
    if (json instanceof JsonArray array) {
      for (JsonElement item : array) {
        if (same(plain(item), constant)) {
          return true;
        }
      }
    }
    return false;
  }
}
