package workbook.kit.embedded;

import io.milvus.grpc.ConsistencyLevel;
import io.milvus.grpc.TemplateArrayValue;
import io.milvus.grpc.TemplateValue;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import workbook.kit.embedded.Schema.Field;
import workbook.kit.embedded.filter.Filter;
import workbook.kit.embedded.filter.FilterException;

/** What query and search have in common: filters, output fields, and the moment they look at. */
final class Reads {

  static final String DEFAULT_PARTITION = "_default";

  /** No more than this many rows in reach of one request. */
  static final int WINDOW = 16_384;

  private Reads() {}

  static Filter filter(
      StoredCollection collection, String text, Map<String, TemplateValue> templates, String plan) {
    Map<String, Object> values = new HashMap<>();
    templates.forEach((name, value) -> values.put(name, plain(value)));
    try {
      return Filter.parse(text, collection.schema().forFilters(), values);
    } catch (FilterException wrong) {
      throw MilvusError.invalid("failed to create " + plan + " plan: " + wrong.getMessage());
    } catch (UnsupportedOperationException unsupported) {
      throw Unsupported.feature(unsupported.getMessage());
    }
  }

  private static Object plain(TemplateValue value) {
    return switch (value.getValCase()) {
      case BOOL_VAL -> value.getBoolVal();
      case INT64_VAL -> value.getInt64Val();
      case FLOAT_VAL -> value.getFloatVal();
      case STRING_VAL -> value.getStringVal();
      case ARRAY_VAL -> plain(value.getArrayVal());
      case VAL_NOT_SET -> throw MilvusError.invalid("expression template value is empty");
    };
  }

  private static List<?> plain(TemplateArrayValue array) {
    return switch (array.getDataCase()) {
      case BOOL_DATA -> array.getBoolData().getDataList();
      case LONG_DATA -> array.getLongData().getDataList();
      case DOUBLE_DATA -> array.getDoubleData().getDataList();
      case STRING_DATA -> array.getStringData().getDataList();
      case DATA_NOT_SET -> List.of();
      default -> throw Unsupported.feature("nested lists in filter templates");
    };
  }

  /** The fields of an answer, and the names under which the client asked for them. */
  record Output(List<Field> fields, List<String> names) {}

  static Output output(Schema schema, List<String> wanted, boolean withKey) {
    Set<Field> fields = new LinkedHashSet<>();
    Set<String> names = new LinkedHashSet<>();
    for (String name : wanted) {
      if (name.strip().equals("*")) {
        fields.addAll(schema.fields());
        schema.fields().forEach(field -> names.add(field.name()));
        continue;
      }
      Field field = schema.field(name);
      if (field == null && !schema.isDynamic()) {
        throw MilvusError.unexpected("field " + name + " not exist");
      }
      if (name.startsWith("count(")) {
        throw MilvusError.unexpected("parse output field name failed: " + name);
      }
      fields.add(field != null ? field : schema.field(Schema.DYNAMIC));
      names.add(name);
    }
    if (withKey) {
      fields.add(schema.key());
      names.add(schema.key().name());
    }
    return new Output(List.copyOf(fields), List.copyOf(names));
  }

  static void checkPartitions(List<String> names) {
    for (String name : names) {
      if (!name.isEmpty() && !name.equals(DEFAULT_PARTITION)) {
        throw new MilvusError(
            MilvusError.PARTITION_NOT_FOUND, "partition not found[partition=" + name + "]");
      }
    }
  }

  /**
   * The moment a reader sees: the present for strong reads; up to {@code lag} earlier for others,
   * but in a session never before its last write.
   *
   * @param useDefault whether the level of the collection counts, not that of the request
   */
  static LongFunction<Long> moment(
      StoredCollection collection,
      boolean useDefault,
      ConsistencyLevel asked,
      long guarantee,
      Duration lag) {
    ConsistencyLevel level = useDefault ? collection.describe().getConsistencyLevel() : asked;
    return now -> {
      if (level == ConsistencyLevel.Strong) {
        return now;
      }
      long late = Clock.before(now, lag);
      // A bounded or eventual read takes whatever is there; its guarantee is but a marker.
      boolean session = level == ConsistencyLevel.Session || useDefault;
      return session ? Math.max(late, Math.min(guarantee, now)) : late;
    };
  }
}
