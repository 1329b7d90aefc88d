package workbook.kit.embedded;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.ToNumberPolicy;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.milvus.grpc.FieldData;
import io.milvus.grpc.FloatArray;
import io.milvus.grpc.IDs;
import io.milvus.grpc.ScalarField;
import io.milvus.grpc.ValueField;
import io.milvus.grpc.VectorField;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import workbook.kit.embedded.Schema.Field;
import workbook.kit.embedded.filter.Filter.Row;

/** Between the columns of a message and the values of rows. */
final class Columns {

  private static final Gson JSON =
      new GsonBuilder()
          .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
          .setStrictness(Strictness.STRICT)
          .serializeNulls()
          .disableHtmlEscaping()
          .create();

  private Columns() {}

  /**
   * The values of one field, one a row; null where a nullable field has none.
   *
   * @throws MilvusError if they do not fit the field
   */
  static List<?> decode(Field field, FieldData data, int rows) {
    if (field.isVector()) {
      return vectors(field, data.getVectors(), rows);
    }
    List<?> given = scalars(field, data.getScalars());
    List<Boolean> valid = data.getValidDataList();
    // With a null in it, a column comes either in full or without the nulls.
    boolean full = valid.isEmpty() || given.size() == rows;
    checkCount(field, given.size(), full ? rows : (int) valid.stream().filter(v -> v).count());
    checkCount(field, valid.isEmpty() ? rows : valid.size(), rows);
    Object[] values = new Object[rows];
    for (int row = 0, next = 0; row < rows; row++) {
      boolean present = valid.isEmpty() || valid.get(row);
      values[row] = present ? checked(field, given.get(full ? row : next++), row) : missing(field);
    }
    return Arrays.asList(values);
  }

  /** What a row has in a field that it was not given a value for. */
  static Object missing(Field field) {
    if (field.proto().hasDefaultValue()) {
      ValueField value = field.proto().getDefaultValue();
      Object plain = OneOf.value(value);
      Refusal.when(plain == null || plain instanceof ByteString)
          .unsupported("default values of type " + value.getDataCase());
      return plain;
    }
    Refusal.when(!field.proto().getNullable())
        .invalid("field %s has no value and cannot be null", field.name());
    return null;
  }

  private static List<?> scalars(Field field, ScalarField scalars) {
    FieldDescriptor sent = OneOf.field(scalars);
    if (sent == null) {
      return List.of();
    }
    Refusal.when(!sent.getName().equals(field.carrier()))
        .mismatch(
            field.carrier(),
            sent.getName(),
            "field '" + field.name() + "' is illegal, array type mismatch");
    return (List<?>) OneOf.value(scalars);
  }

  private static Object checked(Field field, Object sent, int row) {
    Object value = OneOf.plain(sent);
    return switch (field.type()) {
      case Int8 -> inRange(field, value, ((Long) value).byteValue());
      case Int16 -> inRange(field, value, ((Long) value).shortValue());
      case Float, Double -> finite((Double) value);
      case VarChar -> text(field, (String) value, row);
      case JSON -> json(field, (ByteString) value);
      default -> value;
    };
  }

  private static Object inRange(Field field, Object value, long cut) {
    Refusal.when(!value.equals(cut))
        .mismatch(field.type(), value, "the value of field " + field.name() + " is out of range");
    return value;
  }

  private static String text(Field field, String value, int row) {
    int length = value.getBytes(StandardCharsets.UTF_8).length;
    Refusal.when(length > field.size())
        .invalid(
            "length of varchar field %s exceeds max length, row number: %s, length: %s, max length:"
                + " %s",
            field.name(), row, length, field.size());
    return value;
  }

  private static Object json(Field field, ByteString value) {
    try {
      Object parsed = JSON.fromJson(value.toStringUtf8(), Object.class);
      Refusal.when(field.isDynamic() && !(parsed instanceof Map))
          .invalid("dynamic field should be a json map");
      return parsed;
    } catch (JsonParseException malformed) {
      throw MilvusError.invalid("json data of field %s is invalid", field.name());
    }
  }

  private static double finite(double value) {
    if (!Double.isFinite(value)) {
      throw MilvusError.unexpected("value '%s' is not a number or infinity", value);
    }
    return value;
  }

  private static List<Vector> vectors(Field field, VectorField vectors, int rows) {
    FloatArray floats = vectors.getFloatVector();
    int dimension = field.size();
    Refusal.when(vectors.getDim() != dimension)
        .mismatch(
            dimension,
            vectors.getDim(),
            "the dim of field data(" + field.name() + ") is not equal to schema dim");
    Refusal.when(floats.getDataCount() % dimension != 0)
        .unexpected(
            "the length(%s) of float data should divide the dim(%s)",
            floats.getDataCount(), dimension);
    checkCount(field, floats.getDataCount() / dimension, rows);
    return IntStream.range(0, rows).mapToObj(row -> vector(floats, row, dimension)).toList();
  }

  private static Vector vector(FloatArray floats, int row, int dimension) {
    float[] vector = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      vector[i] = (float) finite(floats.getData(row * dimension + i));
    }
    return new Vector(vector);
  }

  private static void checkCount(Field field, int count, int rows) {
    Refusal.when(count != rows)
        .mismatch(
            rows,
            count,
            "the num_rows of field (" + field.name() + ") is not equal to passed num_rows");
  }

  /** The values of one field of many rows, as a message. */
  static FieldData encode(Field field, List<? extends Row> rows) {
    FieldData.Builder data =
        FieldData.newBuilder()
            .setFieldName(field.name())
            .setFieldId(field.proto().getFieldID())
            .setType(field.type())
            .setIsDynamic(field.isDynamic());
    if (field.isVector()) {
      FloatArray.Builder floats = FloatArray.newBuilder();
      rows.forEach(row -> ((Vector) row.value(field.column())).addTo(floats));
      return data.setVectors(VectorField.newBuilder().setDim(field.size()).setFloatVector(floats))
          .build();
    }
    List<?> values = rows.stream().map(row -> row.value(field.column())).toList();
    if (field.proto().getNullable()) {
      values.forEach(value -> data.addValidData(value != null));
    }
    return data.setScalars(scalars(field, values)).build();
  }

  /** Primary keys as a message. */
  static IDs ids(Field key, List<?> values) {
    ScalarField scalars = scalars(key, values);
    return scalars.hasStringData()
        ? IDs.newBuilder().setStrId(scalars.getStringData()).build()
        : IDs.newBuilder().setIntId(scalars.getLongData()).build();
  }

  /** The values as a message; also without any it says of which type they would be. */
  private static ScalarField scalars(Field field, List<?> values) {
    ScalarField.Builder scalars = ScalarField.newBuilder();
    FieldDescriptor carrier = ScalarField.getDescriptor().findFieldByName(field.carrier());
    Message.Builder array = scalars.newBuilderForField(carrier);
    FieldDescriptor data = array.getDescriptorForType().findFieldByName("data");
    values.forEach(value -> array.addRepeatedField(data, sent(value, data.getJavaType())));
    return scalars.setField(carrier, array.build()).build();
  }

  /** The value as it is sent; for null whatever stands for nothing in that type. */
  private static Object sent(Object value, FieldDescriptor.JavaType type) {
    Number number = value instanceof Number given ? given : 0;
    return switch (type) {
      case BOOLEAN -> Boolean.TRUE.equals(value);
      case INT -> number.intValue();
      case LONG -> number.longValue();
      case FLOAT -> number.floatValue();
      case DOUBLE -> number.doubleValue();
      case STRING -> value == null ? "" : value;
      default -> ByteString.copyFromUtf8(JSON.toJson(value));
    };
  }
}
