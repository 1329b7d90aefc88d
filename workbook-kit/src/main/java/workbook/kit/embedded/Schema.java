package workbook.kit.embedded;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.milvus.grpc.CollectionSchema;
import io.milvus.grpc.DataType;
import io.milvus.grpc.FieldSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import workbook.kit.embedded.filter.FilterField;

/**
 * The fields of a collection, in the order of their columns; the dynamic field, if any, is last.
 *
 * @param proto as clients are told it, without the dynamic field
 */
record Schema(CollectionSchema proto, List<Field> fields, Field key) {

  /** The name of the field that holds, as JSON, what a row has beyond its schema. */
  static final String DYNAMIC = "$meta";

  private static final int FIRST_FIELD_ID = 100;
  private static final int MAX_DIMENSION = 32_768;
  private static final int MAX_TEXT = 65_535;
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]{0,254}");

  /**
   * One field.
   *
   * @param column where its values are in a row
   * @param size dimension of a vector, greatest length of a text in bytes, else 0
   */
  record Field(int column, FieldSchema proto, int size) implements FilterField {
    @Override
    public String name() {
      return proto.getName();
    }

    @Override
    public DataType type() {
      return proto.getDataType();
    }

    boolean isVector() {
      return type() == DataType.FloatVector;
    }

    boolean isDynamic() {
      return proto.getIsDynamic();
    }

    /** Whether the server and not the client chooses its values. */
    boolean isAutomatic() {
      return proto.getIsPrimaryKey() && proto.getAutoID();
    }

    /** The name of the list, among those of all types, in which a message has its values. */
    String carrier() {
      return switch (type()) {
        case Int8, Int16, Int32 -> "int_data";
        case Int64 -> "long_data";
        case VarChar -> "string_data";
        default -> type().name().toLowerCase(Locale.ROOT) + "_data";
      };
    }
  }

  /**
   * Checks what a client wants to create.
   *
   * @throws MilvusError if Milvus would not create it, too
   */
  static Schema of(ByteString serialized, String collection) {
    CollectionSchema wanted;
    try {
      wanted = CollectionSchema.parseFrom(serialized);
    } catch (InvalidProtocolBufferException malformed) {
      throw MilvusError.unexpected("proto: cannot parse invalid wire-format data");
    }
    Refusal.when(!wanted.getName().equals(collection))
        .mismatch(collection, wanted.getName(), "collection name does not match schema name");
    Refusal.when(wanted.getFunctionsCount() > 0 || wanted.getStructArrayFieldsCount() > 0)
        .unsupported("functions and struct fields");
    CollectionSchema.Builder shown = wanted.toBuilder().clearFields();
    List<Field> fields = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (FieldSchema field : wanted.getFieldsList()) {
      Refusal.when(!names.add(field.getName()))
          .invalid("duplicated field name %s found", field.getName());
      FieldSchema numbered = field.toBuilder().setFieldID(FIRST_FIELD_ID + fields.size()).build();
      fields.add(new Field(fields.size(), numbered, size(numbered)));
      shown.addFields(numbered);
    }
    Field key = keyOf(fields);
    Refusal.when(fields.stream().noneMatch(Field::isVector))
        .invalid("schema does not contain vector field");
    if (wanted.getEnableDynamicField()) {
      var dynamic = FieldSchema.newBuilder().setName(DYNAMIC).setDataType(DataType.JSON);
      dynamic.setIsDynamic(true).setFieldID(FIRST_FIELD_ID + fields.size());
      fields.add(new Field(fields.size(), dynamic.build(), 0));
    }
    return new Schema(shown.build(), List.copyOf(fields), key);
  }

  private static Field keyOf(List<Field> fields) {
    List<Field> keys = fields.stream().filter(field -> field.proto().getIsPrimaryKey()).toList();
    Refusal.when(keys.isEmpty()).unexpected("primary key is not specified");
    Field key = keys.get(0);
    Refusal.when(keys.size() > 1)
        .unexpected(
            "there are more than one primary key, field name = %s",
            keys.stream().map(Field::name).collect(Collectors.joining(", ")));
    Refusal.when(key.type() != DataType.Int64 && key.type() != DataType.VarChar)
        .unexpected("the data type of primary key should be Int64 or VarChar");
    return key;
  }

  private static int size(FieldSchema field) {
    checkName("field", field.getName(), MilvusError.FIELD_NAME_INVALID);
    Refusal.when(field.getIsPartitionKey()).unsupported("partition keys");
    Refusal.when(field.getDataType() == DataType.FloatVector && field.getNullable())
        .unsupported("vectors that may be null");
    Parameters parameters = Parameters.of(field.getTypeParamsList());
    return switch (field.getDataType()) {
      case FloatVector -> parameters.whole("dim", 0, 2, MAX_DIMENSION);
      case VarChar -> maxLength(field, parameters);
      case Bool, Int8, Int16, Int32, Int64, Float, Double, JSON -> 0;
      case None, String, UNRECOGNIZED ->
          throw MilvusError.unexpected("data type %s is not valid", field.getDataType());
      default -> throw Refusal.absent("fields of type " + field.getDataType());
    };
  }

  private static int maxLength(FieldSchema field, Parameters parameters) {
    int length = parameters.whole("max_length", 0, Integer.MIN_VALUE, Integer.MAX_VALUE);
    Refusal.when(length < 1 || length > MAX_TEXT)
        .invalid(
            "the maximum length specified for a VarChar field(%s) should be in (0, %s], but got %s"
                + " instead",
            field.getName(), MAX_TEXT, length);
    return length;
  }

  /**
   * Names start with a letter or an underscore and go on with letters, digits and underscores.
   *
   * @throws MilvusError with that code
   */
  static void checkName(String what, String name, int code) {
    Refusal.when(!NAME.matcher(name).matches())
        .with(
            code,
            "Invalid %s name: '%s'. It must start with an underscore or letter and can only contain"
                + " numbers, letters and underscores",
            what,
            name);
  }

  /** The field with that name, or null. */
  Field field(String name) {
    return fields.stream().filter(field -> field.name().equals(name)).findFirst().orElse(null);
  }

  /** The field that has what a client means by the name: its own, else the dynamic one; or null. */
  Field fieldFor(String name) {
    Field field = field(name);
    return field == null ? field(DYNAMIC) : field;
  }

  /** The vector field with that name; the only one if the name is empty. */
  Field vectorField(String name) {
    List<Field> vectors = fields.stream().filter(Field::isVector).toList();
    if (name.isEmpty() && vectors.size() == 1) {
      return vectors.get(0);
    }
    Field field = field(name);
    Refusal.when(field == null || !field.isVector())
        .invalid(
            "failed to create query plan: field (%s) to search %s",
            name, field == null ? "not found" : "is not of vector data type");
    return field;
  }
}
