package workbook.kit.embedded;

import io.milvus.grpc.KeyValuePair;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a request brings along as text, in the order of its keys. */
record Parameters(Map<String, String> values) {

  /** The last of equal keys wins. */
  static Parameters of(List<KeyValuePair> pairs) {
    Map<String, String> values = new TreeMap<>();
    pairs.forEach(pair -> values.put(pair.getKey(), pair.getValue()));
    return new Parameters(values);
  }

  /** As messages have it. */
  List<KeyValuePair> pairs() {
    return values.entrySet().stream()
        .map(e -> KeyValuePair.newBuilder().setKey(e.getKey()).setValue(e.getValue()).build())
        .toList();
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

  /** The text as a whole number; a {@link MilvusError} if it is none, or not within these two. */
  int whole(String key, int otherwise, int least, int most) {
    try {
      long number = has(key) ? Long.parseLong(text(key).strip()) : otherwise;
      if (least <= number && number <= most) {
        return (int) number;
      }
    } catch (NumberFormatException malformed) {
      // It is as wrong as one that is too large.
    }
    throw MilvusError.unexpected(
        "%s [%s] is invalid, it should be in range [%s, %s]", key, text(key), least, most);
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
