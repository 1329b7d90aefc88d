package workbook.kit.contract;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where a server does not behave as the newest Milvus does. The contract tests what each of them
 * does instead, and {@code docs/embedded-server.md} tells why; both are kept in step by a test.
 */
enum Difference {
  /** What is a wrong parameter (1100) elsewhere is an unexpected error (65535). */
  ERROR_CODES(Kind.MILVUS_2_3),
  /**
   * Most errors come with a number that the SDK does not know; it fails with an error of its own.
   */
  UNREADABLE_ERRORS(Kind.LITE),
  /** A 32-bit field is compared as if it had 64 bits: 0.3 is not found. */
  WIDE_FLOATS(Kind.LITE),
  /** A pattern may only end with %; _ stands for itself. */
  LIKE_PREFIX_ONLY(Kind.MILVUS_2_3),
  /** A filter has no template variables. */
  NO_TEMPLATES(Kind.MILVUS_2_3, Kind.LITE),
  /** A filter cannot ask for null. */
  NO_NULL_TESTS(Kind.MILVUS_2_3),
  /** The keywords of a filter are known in lower case only. */
  LOWER_CASE_KEYWORDS(Kind.MILVUS_2_3),
  /** What is computed from a field can be compared with == and != only. */
  COMPUTED_EQUALITY_ONLY(Kind.MILVUS_2_3),
  /** Filters with loose types and precedences of its own are accepted. */
  LENIENT_FILTERS(Kind.LITE),
  /** A missing key is neither equal to a value nor different from it. */
  MISSING_KEY_UNKNOWN(Kind.LITE),
  /** A hit does not name its primary key. */
  NO_KEY_NAME(Kind.MILVUS_2_3),
  /** Statistics count rows at once, and not deleted ones. */
  LIVE_STATISTICS(Kind.LITE),
  /** Rows flushed are counted only after a while. */
  LATE_STATISTICS(Kind.MILVUS_2_3),
  /** A collection can be read without having been loaded. */
  ALWAYS_LOADED(Kind.LITE),
  /** A collection with the same name is refused, the same schema or not. */
  NO_SAME_CREATE(Kind.LITE),
  /** Names, limits and dimensions are not checked. */
  UNCHECKED_LIMITS(Kind.LITE),
  /** A vector may have one dimension. */
  ONE_DIMENSION(Kind.MILVUS_2_3, Kind.LITE),
  /** NaN and infinity are stored. */
  NOT_A_NUMBER_STORED(Kind.LITE),
  /** A second row with the same key replaces the first. */
  INSERT_REPLACES(Kind.LITE),
  /** An index cannot be described twice in the same words: the second is refused. */
  NO_SAME_INDEX(Kind.LITE),
  /** The metric of a search need not be that of the index. */
  ANY_METRIC(Kind.LITE),
  /** There is no iterator over a search that keeps its place on the server. */
  NO_SEARCH_ITERATOR(Kind.MILVUS_2_3, Kind.LITE),
  /** Dropping a database that is not there is an error. */
  DROP_MISSING_DATABASE(Kind.LITE);

  /** The servers that the contract knows. */
  enum Kind {
    EMBEDDED,
    LITE,
    MILVUS_2_3,
    MILVUS;

    /** The kind of a server by the version that it reports. */
    static Kind of(String version) {
      if (version.endsWith("-embedded")) {
        return EMBEDDED;
      }
      if (version.startsWith("milvus_lite")) {
        return LITE;
      }
      return version.startsWith("v2.3") || version.startsWith("2.3") ? MILVUS_2_3 : MILVUS;
    }
  }

  @SuppressWarnings("ImmutableEnumChecker") // filled once and never given away
  private final Set<Kind> where;

  Difference(Kind first, Kind... more) {
    where = EnumSet.of(first, more);
  }

  boolean isOn(Kind kind) {
    return where.contains(kind);
  }

  Set<Kind> where() {
    return EnumSet.copyOf(where);
  }
}
