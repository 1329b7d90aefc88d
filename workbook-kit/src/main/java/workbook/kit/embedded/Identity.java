package workbook.kit.embedded;

import io.milvus.shaded.io.grpc.Context;
import io.milvus.shaded.io.grpc.Contexts;
import io.milvus.shaded.io.grpc.Metadata;
import io.milvus.shaded.io.grpc.ServerCall;
import io.milvus.shaded.io.grpc.ServerCallHandler;
import io.milvus.shaded.io.grpc.ServerInterceptor;
import io.milvus.shaded.io.grpc.Status;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

/** Checks who calls, and notes which database the connection uses. */
final class Identity implements ServerInterceptor {

  /** The database that the client named when it connected, or null. */
  static final Context.Key<String> DATABASE = Context.key("database");

  private static final Metadata.Key<String> AUTHORIZATION = header("authorization");
  private static final Metadata.Key<String> DATABASE_HEADER = header("dbname");

  private final Set<String> credentials;
  private final Faults faults;

  /**
   * Makes a check.
   *
   * @param credentials the tokens and the "user:password" that are accepted; none to accept all
   * @param faults say whether nobody is let in at the moment
   */
  Identity(Set<String> credentials, Faults faults) {
    this.credentials = credentials;
    this.faults = faults;
  }

  private static Metadata.Key<String> header(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    String problem = problem(headers.get(AUTHORIZATION));
    if (problem != null) {
      call.close(Status.UNAUTHENTICATED.withDescription(problem), new Metadata());
      return new ServerCall.Listener<>() {};
    }
    Context context = Context.current().withValue(DATABASE, headers.get(DATABASE_HEADER));
    return Contexts.interceptCall(context, call, headers, next);
  }

  private String problem(String header) {
    if (credentials.isEmpty() && !faults.has(Effect.Trouble.REJECTING)) {
      return null;
    }
    if (header == null) {
      return "missing authorization in header";
    }
    String credential;
    try {
      credential = new String(Base64.getDecoder().decode(header), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return "invalid token format";
    }
    if (credentials.contains(credential) && !faults.has(Effect.Trouble.REJECTING)) {
      return null;
    }
    return credential.contains(":")
        ? "auth check failure, please check username and password are correct"
        : "auth check failure, please check api key is correct";
  }
}
