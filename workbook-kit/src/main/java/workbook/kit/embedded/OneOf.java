package workbook.kit.embedded;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Objects;

/** Reads messages that hold a value, or a list of values, of one of several types. */
final class OneOf {

  private OneOf() {}

  /** The field that is set, or null. */
  static FieldDescriptor field(Message message) {
    return message.getAllFields().keySet().stream().findFirst().orElse(null);
  }

  /** The value that is set, as rows hold it, or a list of values as they are sent; or null. */
  static Object value(Message message) {
    FieldDescriptor field = field(message);
    if (field == null) {
      return null;
    }
    // A message in a message is a list: it has its values in its only field, or none.
    return message.getField(field) instanceof Message list
        ? Objects.requireNonNullElse(value(list), List.of())
        : plain(message.getField(field));
  }

  /** As rows hold it: an integer as Long, a decimal number as Double, all else as it is. */
  static Object plain(Object sent) {
    if (sent instanceof Integer number) {
      return number.longValue();
    }
    return sent instanceof Float number ? (Object) number.doubleValue() : sent;
  }
}
