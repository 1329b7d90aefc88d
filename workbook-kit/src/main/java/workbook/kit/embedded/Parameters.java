package workbook.kit.embedded;

import io.milvus.grpc.KeyValuePair;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a request brings along as text, by key. */
record Parameters(Map<String, String> values) {

  /** The last of equal keys wins. */
  static Parameters of(List<KeyValuePair> pairs) {
    Map<String, String> values = new HashMap<>();
    pairs.forEach(pair -> values.put(pair.getKey(), pair.getValue()));
    return new Parameters(values);
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  /** The text, empty if there is none. */
  String text(String key) {
    return values.getOrDefault(key, "");
  }

  boolean flag(String key) {
    return Boolean.parseBoolean(text(key));
  }

  /** The text as a whole number; a {@link MilvusError} if it is none. */
  long whole(String key, long otherwise) {
    try {
      return has(key) ? Long.parseLong(text(key).strip()) : otherwise;
    } catch (NumberFormatException malformed) {
      throw MilvusError.unexpected("%s [%s] is invalid", key, text(key));
    }
  }

  /** The text as a decimal number, null if there is none; a {@link MilvusError} if it is wrong. */
  Float decimal(String key) {
    try {
      return has(key) ? Float.valueOf(text(key)) : null;
    } catch (NumberFormatException malformed) {
      throw MilvusError.invalid("%s is not a number: %s", key, text(key));
    }
  }
}
