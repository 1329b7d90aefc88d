package workbook.kit.embedded.filter;

import io.milvus.grpc.DataType;

/** A field that a filter may name. */
public interface FilterField {

  /** Its name; a filter that means it by another one names a key of the JSON in it. */
  String name();

  /** Where its value is in a row. */
  int column();

  /** What its values are; see {@link Types}. */
  DataType type();
}
