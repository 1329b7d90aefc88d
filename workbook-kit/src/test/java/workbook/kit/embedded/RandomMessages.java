package workbook.kit.embedded;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Random;

/** Messages with any of their fields set to anything, preferably to something nasty. */
final class RandomMessages {

  static final String TARGET = "target";

  private static final int MAX_DEPTH = 5;
  private static final List<String> TEXTS =
      List.of(
          "",
          "\0",
          "a\0b",
          "id",
          "vector",
          "$meta",
          "_default",
          "default",
          "count(*)",
          "*",
          "\uD83D\uDCA5",
          "x".repeat(70_000),
          "id > 3",
          "id in [1,2",
          "((((((((id",
          "a = 'b",
          "not not not id",
          "id == {x}",
          "{",
          "limit",
          "offset",
          "topk",
          "params",
          "dim",
          "max_length",
          "metric_type",
          "anns_field",
          "iterator",
          "search_iter_v2",
          "radius",
          "search_iter_batch_size",
          "search_iter_last_bound",
          "search_iter_id",
          "COSINE",
          "L2",
          "true",
          "0",
          "-1",
          "16384",
          "99999999999999999999",
          "1e309",
          "NaN",
          "{\"radius\": []}");
  private static final long[] NUMBERS = {
    0,
    1,
    2,
    -1,
    4,
    5,
    100,
    16_384,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };

  private final Random random;

  RandomMessages(Random random) {
    this.random = random;
  }

  Message of(Message prototype) {
    return of(prototype.newBuilderForType(), 0).build();
  }

  private Message.Builder of(Message.Builder builder, int depth) {
    for (FieldDescriptor field : builder.getDescriptorForType().getFields()) {
      if (field.getName().equals("collection_name") && random.nextInt(10) < 8) {
        builder.setField(field, TARGET);
      } else if (depth < MAX_DEPTH && random.nextBoolean()) {
        set(builder, field, depth);
      }
    }
    return builder;
  }

  private void set(Message.Builder builder, FieldDescriptor field, int depth) {
    if (!field.isRepeated()) {
      builder.setField(field, value(builder, field, depth));
      return;
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      builder.addRepeatedField(field, value(builder, field, depth));
    }
  }

  private Object value(Message.Builder builder, FieldDescriptor field, int depth) {
    return switch (field.getJavaType()) {
      case INT -> (int) number();
      case LONG -> number();
      case FLOAT -> random.nextInt(5) == 0 ? Float.NaN : random.nextFloat();
      case DOUBLE -> random.nextInt(5) == 0 ? Double.NEGATIVE_INFINITY : random.nextDouble();
      case BOOLEAN -> random.nextBoolean();
      case STRING -> text();
      case BYTE_STRING -> bytes();
      case ENUM -> any(field.getEnumType());
      case MESSAGE -> of(builder.newBuilderForField(field), depth + 1).build();
    };
  }

  private Object any(EnumDescriptor type) {
    return type.getValues().get(random.nextInt(type.getValues().size()));
  }

  private long number() {
    return NUMBERS[random.nextInt(NUMBERS.length)];
  }

  /** A text that is nasty by itself, or a soup of the words of filters. */
  String text() {
    if (random.nextInt(3) > 0) {
      return TEXTS.get(random.nextInt(TEXTS.size()));
    }
    StringBuilder soup = new StringBuilder();
    for (int i = random.nextInt(12); i >= 0; i--) {
      soup.append(SOUP[random.nextInt(SOUP.length)]).append(random.nextBoolean() ? " " : "");
    }
    return soup.toString();
  }

  private static final String[] SOUP = {
    "id", "vector", "color", "$meta", "(", ")", "[", "]", "{", "}", ",", "and", "or", "not", "in",
    "like", "is null", "exists", "==", "!=", "<", ">=", "+", "-", "*", "/", "%", "**", "1", "2.5",
    "0", "\"a%\"", "'", "\"", "\\", "true", "json_contains", "\0", "é"
  };

  private ByteString bytes() {
    byte[] bytes = new byte[random.nextInt(64)];
    random.nextBytes(bytes);
    return ByteString.copyFrom(bytes);
  }
}
