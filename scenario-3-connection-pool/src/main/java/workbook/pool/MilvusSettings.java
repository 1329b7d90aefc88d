package workbook.pool;

import static java.time.Duration.ofSeconds;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where a Milvus server is and how to talk to it. Immutable and validated. Secrets never show in
 * {@link #toString()} or in the exceptions of this class.
 *
 * @param uri {@code http://host:port}, or {@code https://…} for TLS
 * @param token an API key or {@code user:password}; {@code null} for none
 * @param database the database to use; {@code null} for the server's default
 * @param certificate a PEM file that the server's certificate must be signed by; {@code null} for
 *     the JDK's trusted authorities; only with {@code https}
 * @param connectDeadline how long opening a connection may take, all its calls together
 * @param rpcDeadline how long one call may take. There is no "unlimited": without a deadline a call
 *     on a dead server never returns
 */
public record MilvusSettings(
    String uri,
    String token,
    String database,
    Path certificate,
    Duration connectDeadline,
    Duration rpcDeadline) {

  /** Scheme, host or IPv6 address, port, path. */
  private static final Pattern SERVER =
      Pattern.compile("https?://([\\p{Alnum}.-]+|\\[[\\p{XDigit}:]+])(:\\d+)?(/\\S*)?");

  /**
   * Checks every component.
   *
   * @throws IllegalArgumentException saying what is wrong and what is allowed
   */
  public MilvusSettings {
    checkUri(uri);
    Checks.positive("connectDeadline", connectDeadline);
    Checks.positive("rpcDeadline", rpcDeadline);
    Checks.require(
        certificate == null || uri.startsWith("https://"),
        "a certificate was given, but the URI is not https://…");
    Checks.require(
        certificate == null || Files.isReadable(certificate),
        "the certificate file cannot be read: " + certificate);
  }

  /** Settings for a server without authentication, with default deadlines of 5 s and 10 s. */
  public static MilvusSettings of(String uri) {
    return new MilvusSettings(uri, null, null, null, ofSeconds(5), ofSeconds(10));
  }

  /**
   * Settings from a properties file in UTF-8, with the names of {@link #from(Map)}.
   *
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException as there
   */
  public static MilvusSettings from(Path file) throws IOException {
    Properties values = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      values.load(reader);
    }
    return from(
        values.stringPropertyNames().stream()
            .collect(Collectors.toMap(name -> name, values::getProperty)));
  }

  /**
   * Settings from named values, for instance {@link System#getenv()}: {@code MILVUS_URI}
   * (required), {@code MILVUS_TOKEN} or {@code MILVUS_USER} and {@code MILVUS_PASSWORD}, {@code
   * MILVUS_DATABASE}, {@code MILVUS_CERTIFICATE}, {@code MILVUS_CONNECT_DEADLINE_MS}, {@code
   * MILVUS_RPC_DEADLINE_MS}. Empty values count as absent.
   *
   * @throws IllegalArgumentException naming the value that is missing or wrong
   */
  public static MilvusSettings from(Map<String, String> values) {
    MilvusSettings settings = of(value(values, "MILVUS_URI"));
    String user = value(values, "MILVUS_USER");
    if (user != null) {
      settings = settings.withUser(user, value(values, "MILVUS_PASSWORD"));
    }
    String token = value(values, "MILVUS_TOKEN");
    if (token != null) {
      settings = settings.withToken(token);
    }
    String certificate = value(values, "MILVUS_CERTIFICATE");
    return settings
        .withDatabase(value(values, "MILVUS_DATABASE"))
        .withCertificate(certificate == null ? null : Path.of(certificate))
        .withDeadlines(
            millis(values, "MILVUS_CONNECT_DEADLINE_MS", settings.connectDeadline),
            millis(values, "MILVUS_RPC_DEADLINE_MS", settings.rpcDeadline));
  }

  /** The same with an API key, or {@code user:password}. */
  public MilvusSettings withToken(String newToken) {
    return new MilvusSettings(uri, newToken, database, certificate, connectDeadline, rpcDeadline);
  }

  /** The same with a user and a password. */
  public MilvusSettings withUser(String user, String password) {
    Checks.require(password != null, "a user was given, but no password");
    return withToken(Objects.requireNonNull(user, "user") + ":" + password);
  }

  /** The same with a database. */
  public MilvusSettings withDatabase(String newDatabase) {
    return new MilvusSettings(uri, token, newDatabase, certificate, connectDeadline, rpcDeadline);
  }

  /** The same with a certificate to trust. */
  public MilvusSettings withCertificate(Path newCertificate) {
    return new MilvusSettings(uri, token, database, newCertificate, connectDeadline, rpcDeadline);
  }

  /** The same with other deadlines. */
  public MilvusSettings withDeadlines(Duration connect, Duration rpc) {
    return new MilvusSettings(uri, token, database, certificate, connect, rpc);
  }

  @Override
  public String toString() {
    String shownToken = token == null ? "none" : "hidden";
    return "MilvusSettings[uri=%s, token=%s, database=%s, certificate=%s, deadlines=%s, %s]"
        .formatted(uri, shownToken, database, certificate, connectDeadline, rpcDeadline);
  }

  private static void checkUri(String uri) {
    Checks.require(
        uri != null && !uri.isBlank(),
        "no server URI (MILVUS_URI); give one like http://127.0.0.1:19530");
    Checks.require(
        !uri.contains("@"), // and never quoted
        "the server URI contains credentials, which would show in logs; give a token instead");
    Checks.require(
        SERVER.matcher(uri).matches(),
        "the server URI must be http://host:port or https://host:port, not " + uri);
  }

  private static String value(Map<String, String> values, String name) {
    String value = values.get(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  private static Duration millis(Map<String, String> values, String name, Duration otherwise) {
    String value = value(values, name);
    try {
      return value == null ? otherwise : Duration.ofMillis(Long.parseLong(value));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          name + " must be a number of milliseconds, not " + value, e);
    }
  }
}
