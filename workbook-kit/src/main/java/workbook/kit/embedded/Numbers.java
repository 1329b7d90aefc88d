package workbook.kit.embedded;

import io.milvus.grpc.KeyValuePair;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Numbers that arrive as text, in lists of keys and values. */
final class Numbers {

  private Numbers() {}

  /** The pairs as a map; the last of equal keys wins. */
  static Map<String, String> parameters(List<KeyValuePair> pairs) {
    Map<String, String> parameters = new HashMap<>();
    pairs.forEach(pair -> parameters.put(pair.getKey(), pair.getValue()));
    return parameters;
  }

  /** The text as a whole number. */
  static long whole(String text, Supplier<MilvusError> otherwise) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException malformed) {
      throw otherwise.get();
    }
  }

  /** The text as a decimal number; null stays null. */
  static Double decimal(String text) {
    try {
      return text == null ? null : (Double) Double.parseDouble(text);
    } catch (NumberFormatException malformed) {
      throw MilvusError.invalid("not a number: " + text);
    }
  }
}
