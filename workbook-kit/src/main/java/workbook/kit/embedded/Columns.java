package workbook.kit.embedded;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.protobuf.ByteString;
import io.milvus.grpc.DataType;
import io.milvus.grpc.FieldData;
import io.milvus.grpc.FloatArray;
import io.milvus.grpc.ScalarField;
import io.milvus.grpc.ScalarField.DataCase;
import io.milvus.grpc.ValueField;
import io.milvus.grpc.VectorField;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import workbook.kit.embedded.Schema.Field;

/** Between the columns of a message and the values of rows. */
final class Columns {

  private Columns() {}

  /**
   * The values of one field, one a row; null where a nullable field has none.
   *
   * @throws MilvusError if they do not fit the field
   */
  static Object[] decode(Field field, FieldData data, int rows) {
    if (field.isVector()) {
      return vectors(field, data.getVectors(), rows);
    }
    List<?> given = scalars(field, data.getScalars());
    List<Boolean> valid = data.getValidDataList();
    int expected = valid.isEmpty() ? rows : (int) valid.stream().filter(v -> v).count();
    // With a null in it, a column comes either in full or without the nulls.
    boolean full = given.size() == rows;
    if ((!full && given.size() != expected) || (!valid.isEmpty() && valid.size() != rows)) {
      throw wrongCount(field, given.size(), rows);
    }
    Object[] values = new Object[rows];
    for (int row = 0, next = 0; row < rows; row++) {
      boolean present = valid.isEmpty() || valid.get(row);
      values[row] = present ? checked(field, given.get(full ? row : next++), row) : missing(field);
    }
    return values;
  }

  /** What a row has in a field that it was not given a value for. */
  static Object missing(Field field) {
    if (field.proto().hasDefaultValue()) {
      ValueField value = field.proto().getDefaultValue();
      return switch (value.getDataCase()) {
        case BOOL_DATA -> value.getBoolData();
        case INT_DATA -> (long) value.getIntData();
        case LONG_DATA -> value.getLongData();
        case FLOAT_DATA -> (double) value.getFloatData();
        case DOUBLE_DATA -> value.getDoubleData();
        case STRING_DATA -> value.getStringData();
        default -> throw Unsupported.feature("default values of type " + value.getDataCase());
      };
    }
    if (!field.proto().getNullable()) {
      throw MilvusError.invalid("field " + field.name() + " has no value and cannot be null");
    }
    return null;
  }

  private static List<?> scalars(Field field, ScalarField scalars) {
    DataCase sent = scalars.getDataCase();
    if (sent != DataCase.DATA_NOT_SET && sent != caseOf(field.type())) {
      throw MilvusError.invalid(
          "field '" + field.name() + "' is illegal, array type mismatch",
          caseOf(field.type()),
          sent);
    }
    return switch (caseOf(field.type())) {
      case BOOL_DATA -> scalars.getBoolData().getDataList();
      case INT_DATA -> scalars.getIntData().getDataList();
      case LONG_DATA -> scalars.getLongData().getDataList();
      case FLOAT_DATA -> scalars.getFloatData().getDataList();
      case DOUBLE_DATA -> scalars.getDoubleData().getDataList();
      case STRING_DATA -> scalars.getStringData().getDataList();
      default -> scalars.getJsonData().getDataList();
    };
  }

  private static DataCase caseOf(DataType type) {
    return switch (type) {
      case Bool -> DataCase.BOOL_DATA;
      case Int8, Int16, Int32 -> DataCase.INT_DATA;
      case Int64 -> DataCase.LONG_DATA;
      case Float -> DataCase.FLOAT_DATA;
      case Double -> DataCase.DOUBLE_DATA;
      case VarChar -> DataCase.STRING_DATA;
      default -> DataCase.JSON_DATA;
    };
  }

  private static Object checked(Field field, Object value, int row) {
    return switch (field.type()) {
      case Int8, Int16, Int32 -> integer(field, (Integer) value);
      case Float -> (double) finite((Float) value);
      case Double -> finite((Double) value);
      case VarChar -> text(field, (String) value, row);
      case JSON -> json(field, (ByteString) value);
      default -> value;
    };
  }

  private static Long integer(Field field, int value) {
    int bits = field.type() == DataType.Int8 ? 8 : field.type() == DataType.Int16 ? 16 : 32;
    if (value >> (bits - 1) != 0 && value >> (bits - 1) != -1) {
      throw MilvusError.invalid(
          "the value of field " + field.name() + " is out of range", field.type(), value);
    }
    return (long) value;
  }

  private static String text(Field field, String value, int row) {
    int length = value.getBytes(StandardCharsets.UTF_8).length;
    if (length > field.size()) {
      throw MilvusError.invalid(
          "length of varchar field "
              + field.name()
              + " exceeds max length, row number: "
              + row
              + ", length: "
              + length
              + ", max length: "
              + field.size());
    }
    return value;
  }

  private static JsonElement json(Field field, ByteString value) {
    try {
      JsonElement element = JsonParser.parseString(value.toStringUtf8());
      if (field.proto().getIsDynamic() && !(element instanceof JsonObject)) {
        throw MilvusError.invalid("dynamic field should be a json map");
      }
      return element;
    } catch (JsonParseException malformed) {
      throw MilvusError.invalid("json data of field " + field.name() + " is invalid");
    }
  }

  private static <N extends Number> N finite(N value) {
    if (!Double.isFinite(value.doubleValue())) {
      throw MilvusError.unexpected("value '" + value + "' is not a number or infinity");
    }
    return value;
  }

  private static Object[] vectors(Field field, VectorField vectors, int rows) {
    FloatArray floats = vectors.getFloatVector();
    int dimension = field.size();
    if (floats.getDataCount() % dimension != 0) {
      throw MilvusError.unexpected(
          "the length("
              + floats.getDataCount()
              + ") of float data should divide the dim("
              + dimension
              + ")");
    }
    if (vectors.getDim() != dimension) {
      throw MilvusError.invalid(
          "the dim ("
              + vectors.getDim()
              + ") of field data("
              + field.name()
              + ") is not equal to schema dim ("
              + dimension
              + ")",
          dimension,
          vectors.getDim());
    }
    if (floats.getDataCount() / dimension != rows) {
      throw wrongCount(field, floats.getDataCount() / dimension, rows);
    }
    Object[] values = new Object[rows];
    for (int row = 0; row < rows; row++) {
      float[] vector = new float[dimension];
      for (int i = 0; i < dimension; i++) {
        vector[i] = finite(floats.getData(row * dimension + i));
      }
      values[row] = new Vector(vector);
    }
    return values;
  }

  private static MilvusError wrongCount(Field field, int count, int rows) {
    return MilvusError.invalid(
        "the num_rows ("
            + count
            + ") of field ("
            + field.name()
            + ") is not equal to passed num_rows ("
            + rows
            + ")",
        rows,
        count);
  }

  /** The values of one field of many rows, as a message. */
  static FieldData encode(Field field, List<Object[]> rows) {
    FieldData.Builder data =
        FieldData.newBuilder()
            .setFieldName(field.name())
            .setFieldId(field.proto().getFieldID())
            .setType(field.type())
            .setIsDynamic(field.proto().getIsDynamic());
    if (field.isVector()) {
      return data.setVectors(vectors(field, rows)).build();
    }
    int column = field.column();
    if (field.proto().getNullable()) {
      rows.forEach(row -> data.addValidData(row[column] != null));
    }
    return data.setScalars(scalars(field, rows.stream().map(row -> row[column]))).build();
  }

  /** Also without rows the message says of which type they would be. */
  private static ScalarField scalars(Field field, Stream<Object> values) {
    ScalarField.Builder scalars = ScalarField.newBuilder();
    switch (caseOf(field.type())) {
      case BOOL_DATA -> {
        var data = scalars.getBoolDataBuilder();
        values.forEach(value -> data.addData(Boolean.TRUE.equals(value)));
      }
      case INT_DATA -> {
        var data = scalars.getIntDataBuilder();
        values.forEach(value -> data.addData(number(value).intValue()));
      }
      case LONG_DATA -> {
        var data = scalars.getLongDataBuilder();
        values.forEach(value -> data.addData(number(value).longValue()));
      }
      case FLOAT_DATA -> {
        var data = scalars.getFloatDataBuilder();
        values.forEach(value -> data.addData(number(value).floatValue()));
      }
      case DOUBLE_DATA -> {
        var data = scalars.getDoubleDataBuilder();
        values.forEach(value -> data.addData(number(value).doubleValue()));
      }
      case STRING_DATA -> {
        var data = scalars.getStringDataBuilder();
        values.forEach(value -> data.addData(value == null ? "" : (String) value));
      }
      default -> {
        var data = scalars.getJsonDataBuilder();
        values.forEach(value -> data.addData(ByteString.copyFromUtf8(String.valueOf(value))));
      }
    }
    return scalars.build();
  }

  private static Number number(Object value) {
    return value == null ? 0 : (Number) value;
  }

  private static VectorField vectors(Field field, List<Object[]> rows) {
    FloatArray.Builder floats = FloatArray.newBuilder();
    for (Object[] row : rows) {
      Vector vector = (Vector) row[field.column()];
      for (int i = 0; i < vector.dimension(); i++) {
        floats.addData(vector.value(i));
      }
    }
    return VectorField.newBuilder().setDim(field.size()).setFloatVector(floats).build();
  }
}
