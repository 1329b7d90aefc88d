package workbook.kit.embedded;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Objects;

/** Reads messages that hold a value, or a list of values, of one of several types. */
final class OneOf {

  private OneOf() {}

  /** The field that is set, or null. */
  static FieldDescriptor field(Message message) {
    return message.getOneofFieldDescriptor(message.getDescriptorForType().getOneofs().get(0));
  }

  /** The value that is set, as rows hold it, or a list of values as they are sent; or null. */
  static Object value(Message message) {
    FieldDescriptor field = field(message);
    if (field == null) {
      return null;
    }
    Object value = message.getField(field);
    return value instanceof Message list ? list(list) : plain(value);
  }

  /** A message with a list has it in a field of this name, or one for each type. */
  private static Object list(Message list) {
    Descriptor type = list.getDescriptorForType();
    return type.getOneofs().isEmpty()
        ? list.getField(type.findFieldByName("data"))
        : Objects.requireNonNullElse(value(list), List.of());
  }

  /** As rows hold it: an integer as Long, a decimal number as Double, all else as it is. */
  static Object plain(Object sent) {
    if (sent instanceof Integer number) {
      return number.longValue();
    }
    return sent instanceof Float number ? (Object) number.doubleValue() : sent;
  }
}
