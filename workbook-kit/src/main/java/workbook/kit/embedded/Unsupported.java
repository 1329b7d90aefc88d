package workbook.kit.embedded;

import io.milvus.shaded.io.grpc.Status;
import io.milvus.shaded.io.grpc.StatusRuntimeException;

/** The answer to what Milvus can do and this server cannot. */
final class Unsupported {

  private Unsupported() {}

  static StatusRuntimeException feature(String feature) {
    String hint = "the embedded server does not have " + feature + "; run with -Dmilvus=docker";
    return Status.UNIMPLEMENTED.withDescription(hint).asRuntimeException();
  }
}
