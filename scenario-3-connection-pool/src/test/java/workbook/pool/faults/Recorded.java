package workbook.pool.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.milvus.v2.exception.MilvusClientException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import workbook.kit.server.MilvusServer;
import workbook.pool.MilvusErrors;

/** A failure as a real server raised it: printed for the reader, and held against its kind. */
final class Recorded {

  private Recorded() {}

  static void assertKind(
      MilvusServer.Kind server, String what, MilvusErrors.Kind expected, ThrowingCallable call) {
    Throwable failure = catchThrowable(call);
    String code =
        failure instanceof MilvusClientException milvus
            ? milvus.getErrorCode() + " " + milvus.getServerErrCode()
            : "";
    System.out.printf("recorded on %s: %s -> %s %s%n", server, what, code, failure);
    assertThat(failure).as(what).isNotNull();
    assertThat(MilvusErrors.classify(failure)).as(what + ": " + failure).isEqualTo(expected);
  }
}
