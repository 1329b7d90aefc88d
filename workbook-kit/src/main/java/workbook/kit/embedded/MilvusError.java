package workbook.kit.embedded;

import com.google.errorprone.annotations.FormatMethod;
import io.milvus.grpc.ErrorCode;
import io.milvus.grpc.Status;

/** A request that is refused, with the code and the reason that Milvus gives. */
@SuppressWarnings("deprecation") // clients older than 2.3.4 see in the old code that it failed
final class MilvusError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  static final int RATE_LIMIT = 8;
  static final int COLLECTION_NOT_FOUND = 100;
  static final int COLLECTION_NOT_LOADED = 101;
  static final int COLLECTION_NOT_FULLY_LOADED = 103;
  static final int PARTITION_NOT_FOUND = 200;
  static final int INDEX_NOT_FOUND = 700;
  static final int DATABASE_NOT_FOUND = 800;
  static final int DATABASE_NAME_INVALID = 802;
  static final int PARAMETER_INVALID = 1100;
  static final int FIELD_NAME_INVALID = 1701;

  /** For everything that Milvus has no code of its own for. */
  static final int UNEXPECTED = 65535;

  private final int code;

  /** The reason is a format, so that it reads as one sentence; {@code %s} suits every value. */
  @FormatMethod
  MilvusError(int code, String reason, Object... values) {
    // Part of an answer, not a crash: no stack trace to fill.
    super(String.format(reason, values), null, false, false);
    this.code = code;
  }

  @FormatMethod
  static MilvusError unexpected(String reason, Object... values) {
    return new MilvusError(UNEXPECTED, reason, values);
  }

  @FormatMethod
  static MilvusError invalid(String reason, Object... values) {
    String formatted = String.format(reason, values);
    return new MilvusError(PARAMETER_INVALID, "%s: invalid parameter", formatted);
  }

  Status status() {
    return Status.newBuilder()
        .setCode(code)
        .setReason(getMessage())
        .setDetail(getMessage())
        .setErrorCode(ErrorCode.UnexpectedError)
        .setRetriable(code == RATE_LIMIT || code == COLLECTION_NOT_FULLY_LOADED)
        .build();
  }
}
