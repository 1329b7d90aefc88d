package workbook.kit.embedded.filter;

/** What a filter needs to know about the type of a field. */
public enum Kind {
  /** True or false; held as {@link Boolean}. */
  BOOL("Bool"),
  /** Any integer type; held as {@link Long}. */
  INT("Int64"),
  /** A 32-bit float; held as {@link Double}. */
  FLOAT("Float"),
  /** A 64-bit float; held as {@link Double}. */
  DOUBLE("Double"),
  /** Text; held as {@link String}. */
  TEXT("VarChar"),
  /** JSON, and what is found inside of it; held as a Gson element. */
  JSON("JSON"),
  /** A vector: may be named, never compared. */
  VECTOR("FloatVector"),
  /** A list of constants. */
  ARRAY("Array");

  private final String milvusName;

  Kind(String milvusName) {
    this.milvusName = milvusName;
  }

  /** The kind of a constant. */
  static Kind of(Object value) {
    if (value instanceof Number) {
      return value instanceof Long ? INT : DOUBLE;
    }
    return value instanceof Boolean ? BOOL : value instanceof String ? TEXT : ARRAY;
  }

  /** Whether it can be computed with; of what is in JSON, only the row can tell. */
  boolean isNumeric() {
    return isDecimal() || this == INT || this == JSON;
  }

  boolean isDecimal() {
    return this == FLOAT || this == DOUBLE;
  }

  /** Whether values of the two kinds can be compared at all. */
  boolean comparesWith(Kind other) {
    return this == JSON
        || other == JSON
        || (isNumeric() && other.isNumeric())
        || (this == other && this != VECTOR && this != ARRAY);
  }

  /** A constant as a field of this kind holds it, or null if it cannot. */
  Object held(Object constant) {
    if (isDecimal() && constant instanceof Number number) {
      return this == FLOAT ? (double) number.floatValue() : number.doubleValue();
    }
    return this == JSON || this == of(constant) ? constant : null;
  }

  @Override
  public String toString() {
    return milvusName;
  }
}
