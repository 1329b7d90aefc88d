package workbook.kit.server;

import java.util.Locale;
import java.util.Objects;
import workbook.kit.embedded.EmbeddedMilvus;

/**
 * A Milvus server that answers.
 *
 * @param kind what sort of server it is
 * @param uri {@code http://host:port} or {@code https://…}
 * @param token an API key or {@code user:password}; {@code null} for none. Never shown
 * @param description what it is, for a reader
 */
public record MilvusServer(Kind kind, String uri, String token, String description) {

  /** The sorts of server. */
  public enum Kind {
    /** Inside this JVM. */
    EMBEDDED,
    /** A real Milvus in a container. */
    DOCKER,
    /** Milvus Lite, a process on this machine. */
    LITE,
    /** A server that runs already, named by its URI. */
    URI;

    /** The name used in {@code -Dmilvus=}. */
    String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Checks that only the token is absent. */
  public MilvusServer {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(uri, "uri");
    Objects.requireNonNull(description, "description");
  }

  /**
   * The server that {@code -Dmilvus=} or {@code MILVUS} names; without either, the embedded one.
   * Starts it if need be, at most once per Maven run; tells on standard error when that takes a
   * moment. Thread-safe.
   *
   * @throws ServerUnavailable if it cannot be had, within 15 s unless something makes progress
   */
  public static MilvusServer resolve() {
    return resolve(Kind.EMBEDDED);
  }

  /**
   * The same with another default.
   *
   * @param otherwise what to use when nothing was chosen; not {@link Kind#URI}
   * @throws ServerUnavailable as above
   */
  public static MilvusServer resolve(Kind otherwise) {
    return start(ServerChoice.fromProcess().orElseGet(() -> ServerChoice.ofKind(otherwise)));
  }

  /** One for each JVM, started at the first call; it ends with the JVM. */
  private static final class Embedded {
    static final EmbeddedMilvus SERVER = EmbeddedMilvus.start();
  }

  static MilvusServer start(ServerChoice choice) {
    return switch (choice.kind()) {
      case EMBEDDED -> choice.at(Embedded.SERVER.uri());
      case DOCKER, LITE -> choice.at(Keepers.uriOf(choice));
      case URI -> {
        Reachability.check(choice.uri(), choice.token());
        yield choice.at(choice.uri());
      }
    };
  }

  /** What it is and where, in a few words, without secrets. */
  public String describe() {
    return description + " at " + uri;
  }

  @Override
  public String toString() {
    return "MilvusServer[" + describe() + ", token=" + (token == null ? "none" : "hidden") + "]";
  }
}
