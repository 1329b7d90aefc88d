package workbook.kit.embedded;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.milvus.grpc.CollectionSchema;
import io.milvus.grpc.DataType;
import io.milvus.grpc.FieldSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import workbook.kit.embedded.filter.FilterSchema;
import workbook.kit.embedded.filter.Kind;

/**
 * The fields of a collection, in the order of their columns; the dynamic field, if any, is last.
 *
 * @param proto as clients are told it, without the dynamic field
 */
record Schema(CollectionSchema proto, List<Field> fields, Field key, FilterSchema forFilters) {

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
  record Field(int column, FieldSchema proto, int size) {
    String name() {
      return proto.getName();
    }

    DataType type() {
      return proto.getDataType();
    }

    boolean isVector() {
      return type() == DataType.FloatVector;
    }

    /** Whether the server and not the client chooses its values. */
    boolean isAutomatic() {
      return proto.getIsPrimaryKey() && proto.getAutoID();
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
    if (!wanted.getName().equals(collection)) {
      String names = "collection name = " + collection + ", schema.Name=" + wanted.getName();
      throw MilvusError.invalid(names, "collection name matches schema name", "don't match");
    }
    if (wanted.getFunctionsCount() > 0 || wanted.getStructArrayFieldsCount() > 0) {
      throw Unsupported.feature("functions and struct fields");
    }
    Map<String, Field> fields = new LinkedHashMap<>();
    for (FieldSchema field : wanted.getFieldsList()) {
      int column = fields.size();
      FieldSchema numbered = field.toBuilder().setFieldID(FIRST_FIELD_ID + column).build();
      if (fields.put(field.getName(), new Field(column, numbered, size(numbered, collection)))
          != null) {
        throw MilvusError.invalid("duplicated field name " + field.getName() + " found");
      }
    }
    Field key = keyOf(fields.values());
    if (fields.values().stream().noneMatch(Field::isVector)) {
      throw MilvusError.invalid("schema does not contain vector field");
    }
    CollectionSchema shown =
        wanted.toBuilder()
            .clearFields()
            .addAllFields(fields.values().stream().map(Field::proto).toList())
            .build();
    if (wanted.getEnableDynamicField()) {
      fields.put(DYNAMIC, dynamicField(fields.size()));
    }
    return new Schema(shown, List.copyOf(fields.values()), key, filterSchema(fields.values()));
  }

  private static Field dynamicField(int column) {
    return new Field(
        column,
        FieldSchema.newBuilder()
            .setFieldID(FIRST_FIELD_ID + column)
            .setName(DYNAMIC)
            .setDataType(DataType.JSON)
            .setIsDynamic(true)
            .build(),
        0);
  }

  private static Field keyOf(Iterable<Field> fields) {
    Field key = null;
    for (Field field : fields) {
      if (field.proto().getIsPrimaryKey()) {
        if (key != null) {
          throw MilvusError.unexpected(
              "there are more than one primary key, field name = "
                  + key.name()
                  + ", "
                  + field.name());
        }
        key = field;
      }
    }
    if (key == null) {
      throw MilvusError.unexpected("primary key is not specified");
    }
    if (key.type() != DataType.Int64 && key.type() != DataType.VarChar) {
      throw MilvusError.unexpected("the data type of primary key should be Int64 or VarChar");
    }
    return key;
  }

  private static int size(FieldSchema field, String collection) {
    checkName("field", field.getName(), MilvusError.FIELD_NAME_INVALID);
    if (field.getIsPartitionKey()) {
      throw Unsupported.feature("partition keys");
    }
    if (field.getDataType() == DataType.FloatVector && field.getNullable()) {
      throw Unsupported.feature("vectors that may be null");
    }
    return switch (field.getDataType()) {
      case FloatVector -> dimension(field);
      case VarChar -> maxLength(field, collection);
      case Bool, Int8, Int16, Int32, Int64, Float, Double, JSON -> 0;
      case None, String, UNRECOGNIZED ->
          throw MilvusError.unexpected("data type " + field.getDataType() + " is not valid");
      default -> throw Unsupported.feature("fields of type " + field.getDataType());
    };
  }

  private static int dimension(FieldSchema field) {
    String given = parameter(field, "dim");
    if (given == null) {
      throw MilvusError.unexpected(
          "dimension is not defined in field type params of field "
              + field.getName()
              + ", check type param `dim` for vector field");
    }
    long dimension =
        Numbers.whole(given, () -> MilvusError.unexpected("invalid dimension: " + given));
    if (dimension < 2 || dimension > MAX_DIMENSION) {
      throw MilvusError.unexpected(
          "invalid dimension: " + dimension + ". should be in range 2 ~ " + MAX_DIMENSION);
    }
    return (int) dimension;
  }

  private static int maxLength(FieldSchema field, String collection) {
    String given = parameter(field, "max_length");
    if (given == null) {
      throw MilvusError.unexpected(
          "type param(max_length) should be specified for varChar field("
              + field.getName()
              + ") of collection "
              + collection);
    }
    long length =
        Numbers.whole(given, () -> MilvusError.unexpected("invalid max_length: " + given));
    if (length < 1 || length > MAX_TEXT) {
      throw MilvusError.invalid(
          "the maximum length specified for a VarChar field("
              + field.getName()
              + ") should be in (0, "
              + MAX_TEXT
              + "], but got "
              + length
              + " instead");
    }
    return (int) length;
  }

  private static String parameter(FieldSchema field, String key) {
    return Numbers.parameters(field.getTypeParamsList()).get(key);
  }

  /**
   * Names start with a letter or an underscore and go on with letters, digits and underscores.
   *
   * @throws MilvusError with that code
   */
  static void checkName(String what, String name, int code) {
    if (!NAME.matcher(name).matches()) {
      String reason =
          name.isEmpty()
              ? what + " name should not be empty"
              : "Invalid "
                  + what
                  + " name: "
                  + name
                  + ". "
                  + what
                  + " name must start with an"
                  + " underscore or letter and can only contain numbers, letters and underscores";
      throw code == MilvusError.PARAMETER_INVALID
          ? MilvusError.invalid(reason)
          : new MilvusError(code, reason + ": " + what + " name invalid");
    }
  }

  private static FilterSchema filterSchema(Iterable<Field> fields) {
    Map<String, FilterSchema.Column> columns = new HashMap<>();
    int dynamic = -1;
    for (Field field : fields) {
      if (field.proto().getIsDynamic()) {
        dynamic = field.column();
      } else {
        columns.put(field.name(), new FilterSchema.Column(field.column(), kind(field.type())));
      }
    }
    return new FilterSchema(columns, dynamic);
  }

  private static Kind kind(DataType type) {
    return switch (type) {
      case Bool -> Kind.BOOL;
      case Float -> Kind.FLOAT;
      case Double -> Kind.DOUBLE;
      case VarChar -> Kind.TEXT;
      case JSON -> Kind.JSON;
      case FloatVector -> Kind.VECTOR;
      default -> Kind.INT;
    };
  }

  /** The field with that name, or null. */
  Field field(String name) {
    for (Field field : fields) {
      if (field.name().equals(name)) {
        return field;
      }
    }
    return null;
  }

  boolean isDynamic() {
    return proto.getEnableDynamicField();
  }

  /** The vector field with that name; the only one if the name is empty. */
  Field vectorField(String name) {
    List<Field> vectors = new ArrayList<>(fields);
    vectors.removeIf(field -> !field.isVector());
    if (name.isEmpty() && vectors.size() == 1) {
      return vectors.get(0);
    }
    Field field = field(name);
    if (field == null) {
      throw MilvusError.invalid(
          "failed to create query plan: failed to get field schema by name: fieldName("
              + name
              + ") not found");
    }
    if (!field.isVector()) {
      throw MilvusError.invalid(
          "failed to create query plan: field (" + name + ") to search is not of vector data type");
    }
    return field;
  }
}
