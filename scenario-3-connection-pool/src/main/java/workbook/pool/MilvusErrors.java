package workbook.pool;

import io.milvus.shaded.io.grpc.Status;
import io.milvus.shaded.io.grpc.StatusRuntimeException;
import io.milvus.v2.exception.ErrorCode;
import io.milvus.v2.exception.MilvusClientException;
import java.io.IOException;
import java.util.Set;

/**
 * Tells what an exception out of the Milvus SDK means for the connection and for a retry.
 *
 * <table>
 * <caption>What is classified how</caption>
 * <tr><th>kind</th><th>seen as</th><th>the connection</th><th>a retry</th></tr>
 * <tr><td>broken connection</td><td>gRPC UNAVAILABLE; UNKNOWN over an I/O failure, which is how a
 *     call ends whose connection is cut under way</td>
 *     <td>replace it</td><td>on another one, if the call may run twice</td></tr>
 * <tr><td>deadline</td><td>gRPC DEADLINE_EXCEEDED; also the face of a dead server, because the SDK's
 *     calls wait for a connection</td><td>suspect: check it</td><td>only if the call may run twice</td></tr>
 * <tr><td>transient</td><td>gRPC RESOURCE_EXHAUSTED, ABORTED; server codes of an overloaded, starting or
 *     recovering server</td><td>fine</td><td>after a pause</td></tr>
 * <tr><td>rejected</td><td>every other answer of the server: it has understood and refused</td>
 *     <td>fine</td><td>pointless</td></tr>
 * <tr><td>not authenticated</td><td>gRPC UNAUTHENTICATED, PERMISSION_DENIED; server codes 1400, 1401,
 *     1800</td><td>fine</td><td>pointless with these credentials</td></tr>
 * <tr><td>unknown</td><td>anything else</td><td>suspect: check it</td><td>no</td></tr>
 * </table>
 *
 * <p>The server's codes are those of Milvus 2.3 and newer; the ones that Milvus itself marks as
 * worth a retry count as transient.
 */
public final class MilvusErrors {

  /** What an error means; see the table of {@link MilvusErrors}. */
  public enum Kind {
    BROKEN_CONNECTION,
    DEADLINE,
    TRANSIENT,
    REJECTED,
    NOT_AUTHENTICATED,
    UNKNOWN
  }

  /**
   * Not ready, unavailable, too many requests, rate limit, too few resources, (not yet) recovered
   * or loaded.
   */
  private static final Set<Integer> TRANSIENT_CODES = Set.of(1, 2, 4, 8, 12, 103, 106, 202, 1807);

  private static final Set<Integer> AUTHENTICATION_CODES = Set.of(1400, 1401, 1800);

  private MilvusErrors() {}

  /** Classifies an exception by itself and its causes. Never throws. */
  public static Kind classify(Throwable failure) {
    int depth = 0;
    for (Throwable e = failure; e != null && depth < 20; e = e.getCause(), depth++) {
      if (e instanceof StatusRuntimeException status) {
        return ofStatus(status.getStatus());
      }
      if (e instanceof MilvusClientException milvus
          && milvus.getErrorCode() == ErrorCode.SERVER_ERROR) {
        return ofServerCode(milvus.getServerErrCode());
      }
    }
    return Kind.UNKNOWN;
  }

  private static Kind ofStatus(Status status) {
    return switch (status.getCode()) {
      case UNAVAILABLE -> Kind.BROKEN_CONNECTION;
      case UNKNOWN ->
          status.getCause() instanceof IOException ? Kind.BROKEN_CONNECTION : Kind.UNKNOWN;
      case DEADLINE_EXCEEDED -> Kind.DEADLINE;
      case RESOURCE_EXHAUSTED, ABORTED -> Kind.TRANSIENT;
      case UNAUTHENTICATED, PERMISSION_DENIED -> Kind.NOT_AUTHENTICATED;
      case INVALID_ARGUMENT, NOT_FOUND, ALREADY_EXISTS -> Kind.REJECTED;
      case FAILED_PRECONDITION, OUT_OF_RANGE, UNIMPLEMENTED -> Kind.REJECTED;
      default -> Kind.UNKNOWN;
    };
  }

  private static Kind ofServerCode(int code) {
    if (TRANSIENT_CODES.contains(code)) {
      return Kind.TRANSIENT;
    }
    return AUTHENTICATION_CODES.contains(code) ? Kind.NOT_AUTHENTICATED : Kind.REJECTED;
  }
}
