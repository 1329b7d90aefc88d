package workbook.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.milvus.shaded.io.grpc.Status;
import io.milvus.v2.exception.ErrorCode;
import io.milvus.v2.exception.MilvusClientException;
import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workbook.pool.ConnectionFactory.Damage;
import workbook.pool.MilvusErrors.Kind;

class MilvusErrorsTest {

  @ParameterizedTest
  @CsvSource({
    "UNAVAILABLE,        BROKEN_CONNECTION, BROKEN",
    "DEADLINE_EXCEEDED,  DEADLINE,          SUSPECTED",
    "RESOURCE_EXHAUSTED, TRANSIENT,         NONE",
    "INVALID_ARGUMENT,   REJECTED,          NONE",
    "UNIMPLEMENTED,      REJECTED,          NONE",
    "UNAUTHENTICATED,    NOT_AUTHENTICATED, NONE",
    "INTERNAL,           UNKNOWN,           SUSPECTED",
    "CANCELLED,          UNKNOWN,           SUSPECTED",
  })
  @DisplayName("a gRPC status, raw as connecting throws it and wrapped as calls do")
  void grpcStatus(Status.Code code, Kind kind, Damage damage) {
    Throwable raw = code.toStatus().asRuntimeException();
    Throwable wrapped = new MilvusClientException(ErrorCode.RPC_ERROR, raw);

    assertThat(MilvusErrors.classify(raw)).isEqualTo(kind);
    assertThat(MilvusErrors.classify(wrapped)).isEqualTo(kind);
    assertThat(new MilvusConnectionFactory(MilvusSettings.of("http://localhost")).damage(wrapped))
        .isEqualTo(damage);
  }

  @ParameterizedTest
  @CsvSource({
    "1, TRANSIENT",
    "8, TRANSIENT",
    "106, TRANSIENT",
    "100, REJECTED",
    "1100, REJECTED",
    "65535, REJECTED",
    "1401, NOT_AUTHENTICATED"
  })
  @DisplayName("an answer of the server that says no")
  void serverCodes(int code, Kind kind) {
    Throwable answer = new MilvusClientException(ErrorCode.SERVER_ERROR, "no", code, 0);
    assertThat(MilvusErrors.classify(answer)).isEqualTo(kind);
  }

  @Test
  @DisplayName("a call whose connection is cut under way: UNKNOWN, over an I/O failure")
  void cutUnderWay() {
    Status cut = Status.UNKNOWN.withDescription("channel closed");
    assertThat(
            MilvusErrors.classify(cut.withCause(new ClosedChannelException()).asRuntimeException()))
        .isEqualTo(Kind.BROKEN_CONNECTION);
    assertThat(MilvusErrors.classify(cut.asRuntimeException())).isEqualTo(Kind.UNKNOWN);
  }

  @Test
  @DisplayName("anything else is unknown, also an exception that is its own ancestor")
  void unknown() {
    Exception a = new Exception();
    Exception b = new Exception(a);
    a.initCause(b);
    assertThat(MilvusErrors.classify(a)).isEqualTo(Kind.UNKNOWN);
    assertThat(MilvusErrors.classify(null)).isEqualTo(Kind.UNKNOWN);
  }
}
