package workbook.kit.embedded;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.milvus.grpc.ConsistencyLevel;
import io.milvus.grpc.TemplateValue;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import workbook.kit.embedded.Schema.Field;
import workbook.kit.embedded.filter.Filter;
import workbook.kit.embedded.filter.FilterException;

/** What query and search have in common: filters, output fields, and the moment they look at. */
final class Reads {

  /** No more than this many rows in reach of one request. */
  static final int WINDOW = 16_384;

  /** Guarantees up to here are markers of a consistency level, not moments. */
  private static final long MARKERS = 2;

  private final Clock clock;
  private final Duration lag;

  /**
   * Makes readers.
   *
   * @param lag how far behind the present are reads that are neither strong nor of a session
   */
  Reads(Clock clock, Duration lag) {
    this.clock = clock;
    this.lag = lag;
  }

  static Filter filter(
      StoredCollection collection, String text, Map<String, TemplateValue> templates, String plan) {
    Map<String, Object> values = new HashMap<>();
    templates.forEach((name, value) -> values.put(name, plain(value)));
    try {
      return Filter.parse(text, collection.schema().forFilters(), values);
    } catch (FilterException wrong) {
      throw MilvusError.invalid("failed to create %s plan: %s", plan, wrong.getMessage());
    } catch (UnsupportedOperationException unsupported) {
      throw Unsupported.feature(unsupported.getMessage());
    }
  }

  private static Object plain(TemplateValue template) {
    Object value = OneOf.value(template);
    Refusal.when(value == null).invalid("expression template value is empty");
    Refusal.when(
            value instanceof List<?> list
                && list.stream()
                    .anyMatch(item -> item instanceof Message || item instanceof ByteString))
        .unsupported("nested lists in filter templates");
    return value;
  }

  /** The fields of an answer, and the names under which the client asked for them. */
  record Output(Set<Field> fields, Set<String> names) {

    private void add(Field field, String name) {
      fields.add(field);
      names.add(name);
    }
  }

  static Output output(Schema schema, List<String> wanted, boolean withKey) {
    Output output = new Output(new LinkedHashSet<>(), new LinkedHashSet<>());
    for (String name : wanted) {
      Field field = schema.field(name);
      if (name.strip().equals("*")) {
        schema.fields().forEach(each -> output.add(each, each.name()));
      } else if (field == null && !schema.isDynamic()) {
        throw MilvusError.unexpected("field %s not exist", name);
      } else if (name.startsWith("count(")) {
        throw MilvusError.unexpected("parse output field name failed: %s", name);
      } else {
        output.add(field != null ? field : schema.field(Schema.DYNAMIC), name);
      }
    }
    if (withKey) {
      output.add(schema.key(), schema.key().name());
    }
    return output;
  }

  static void checkPartitions(List<String> names) {
    for (String name : names) {
      Refusal.when(!name.isEmpty() && !name.equals("_default"))
          .with(MilvusError.PARTITION_NOT_FOUND, "partition not found[partition=%s]", name);
    }
  }

  /**
   * The moment a reader sees: the present for strong reads; up to the lag earlier for others, but
   * in a session never before its last write. An iterator names the moment of its first page, and
   * goes on seeing that one.
   *
   * @param asked the level of the request, or null for that of the collection
   */
  long moment(
      StoredCollection collection, Parameters parameters, ConsistencyLevel asked, long guarantee) {
    // At the last write all is as it is now; later, another may be half done.
    long present = collection.table().lastWrite();
    long guaranteed = Math.min(guarantee, present);
    if (parameters.flag("iterator") && guarantee > MARKERS) {
      return guaranteed;
    }
    ConsistencyLevel level = asked == null ? collection.description().getConsistencyLevel() : asked;
    if (level == ConsistencyLevel.Strong) {
      return present;
    }
    // The guarantee of a bounded or eventual read is but a marker, earlier than all.
    return Math.max(guaranteed, Math.min(Clock.before(clock.next(), lag), present));
  }
}
