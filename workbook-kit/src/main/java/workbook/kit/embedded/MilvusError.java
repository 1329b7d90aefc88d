package workbook.kit.embedded;

import com.google.errorprone.annotations.FormatMethod;
import com.google.protobuf.Message;
import io.milvus.grpc.ErrorCode;
import io.milvus.grpc.Status;
import io.milvus.shaded.io.grpc.MethodDescriptor;
import io.milvus.shaded.io.grpc.MethodDescriptor.PrototypeMarshaller;

/** A request that is refused, with the code and the reason that Milvus gives. */
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

  /** A response of the method's type, with nothing in it but this error. */
  @SuppressWarnings("unchecked") // the prototype of a method's response is of that type
  <R> R response(MethodDescriptor<?, R> method) {
    var marshaller = (PrototypeMarshaller<R>) method.getResponseMarshaller();
    Message prototype = (Message) marshaller.getMessagePrototype();
    if (prototype instanceof Status) {
      return (R) status();
    }
    var field = prototype.getDescriptorForType().findFieldByName("status");
    return (R) prototype.newBuilderForType().setField(field, status()).build();
  }

  @SuppressWarnings("deprecation") // clients older than 2.3.4 look at the old code
  private Status status() {
    return Status.newBuilder()
        .setCode(code)
        .setReason(getMessage())
        .setDetail(getMessage())
        .setErrorCode(oldCode())
        .setRetriable(code == RATE_LIMIT || code == COLLECTION_NOT_FULLY_LOADED)
        .build();
  }

  @SuppressWarnings("deprecation")
  private ErrorCode oldCode() {
    return switch (code) {
      case RATE_LIMIT -> ErrorCode.RateLimit;
      case COLLECTION_NOT_FOUND -> ErrorCode.CollectionNotExists;
      case PARTITION_NOT_FOUND -> ErrorCode.MetaFailed;
      case INDEX_NOT_FOUND -> ErrorCode.IndexNotExist;
      case PARAMETER_INVALID -> ErrorCode.IllegalArgument;
      default -> ErrorCode.UnexpectedError;
    };
  }
}
