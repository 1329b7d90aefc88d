package workbook.kit.embedded;

import com.google.errorprone.annotations.FormatMethod;
import io.milvus.shaded.io.grpc.Status;
import io.milvus.shaded.io.grpc.StatusRuntimeException;

/**
 * Refuses what is wrong: {@code Refusal.when(limit < 1).invalid("limit %s is too small", limit)}
 * throws an exception that becomes the answer, or does nothing.
 */
enum Refusal {
  DUE,
  NOT_DUE;

  static Refusal when(boolean wrong) {
    return wrong ? DUE : NOT_DUE;
  }

  /** For what Milvus has a code of its own for. */
  @FormatMethod
  void with(int code, String reason, Object... values) {
    if (this == DUE) {
      throw new MilvusError(code, reason, values);
    }
  }

  /** For what Milvus has no code for. */
  @FormatMethod
  void unexpected(String reason, Object... values) {
    with(MilvusError.UNEXPECTED, reason, values);
  }

  /** For a parameter that cannot be right. */
  @FormatMethod
  void invalid(String reason, Object... values) {
    if (this == DUE) {
      throw MilvusError.invalid(reason, values);
    }
  }

  /** For a parameter that does not fit another. */
  void mismatch(Object expected, Object actual, String reason) {
    with(
        MilvusError.PARAMETER_INVALID,
        "%s: invalid parameter[expected=%s][actual=%s]",
        reason,
        expected,
        actual);
  }

  /** For what Milvus can do and this server cannot. */
  void unsupported(String feature) {
    if (this == DUE) {
      throw absent(feature);
    }
  }

  /** The answer to who asks for what Milvus can do and this server cannot. */
  static StatusRuntimeException absent(String feature) {
    String hint = "the embedded server does not have " + feature + "; run with -Dmilvus=docker";
    return Status.UNIMPLEMENTED.withDescription(hint).asRuntimeException();
  }
}
