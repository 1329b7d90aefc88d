package workbook.kit.server;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import workbook.kit.server.MilvusServer.Kind;

/**
 * Which server is wanted, before it is known whether it can be had.
 *
 * @param uri only for {@link Kind#URI}
 * @param token only for {@link Kind#URI}; {@code null} for none
 * @param image only for {@link Kind#DOCKER}
 * @param port the port to publish, or 0 for a free one; only for docker and lite
 */
record ServerChoice(Kind kind, String uri, String token, String image, int port) {

  /** A release that the SDK of this workbook was made for. */
  static final String OFFICIAL_IMAGE = "milvusdb/milvus:v2.6.17";

  private static final String ALLOWED =
      "Give -Dmilvus=docker, -Dmilvus=lite, -Dmilvus=embedded, or -Dmilvus=http://host:19530.";

  /** What {@code -Dmilvus} or {@code MILVUS} says; empty if neither does. */
  static Optional<ServerChoice> fromProcess() {
    return from(System.getProperties(), System.getenv());
  }

  static Optional<ServerChoice> from(Properties properties, Map<String, String> environment) {
    String wanted = properties.getProperty("milvus", environment.getOrDefault("MILVUS", ""));
    return wanted.isBlank()
        ? Optional.empty()
        : Optional.of(parse(wanted.strip(), properties, environment));
  }

  /** A server of this kind, with the image and the port that the system properties name. */
  static ServerChoice ofKind(Kind kind) {
    return ofKind(kind, System.getProperties());
  }

  private static ServerChoice parse(
      String wanted, Properties properties, Map<String, String> environment) {
    return switch (wanted) {
      case "docker" -> ofKind(Kind.DOCKER, properties);
      case "lite" -> ofKind(Kind.LITE, properties);
      case "embedded" -> ofKind(Kind.EMBEDDED, properties);
      default -> {
        checkUri(wanted);
        String token = environment.getOrDefault("MILVUS_TOKEN", "");
        yield new ServerChoice(Kind.URI, wanted, token.isBlank() ? null : token, null, 0);
      }
    };
  }

  private static ServerChoice ofKind(Kind kind, Properties properties) {
    return switch (kind) {
      case DOCKER ->
          new ServerChoice(
              kind,
              null,
              null,
              properties.getProperty("milvus.image", OFFICIAL_IMAGE),
              port(properties));
      case LITE -> new ServerChoice(kind, null, null, null, port(properties));
      case EMBEDDED -> new ServerChoice(kind, null, null, null, 0);
      case URI -> throw new IllegalArgumentException("a URI must be given, it has no default");
    };
  }

  private static int port(Properties properties) {
    String port = properties.getProperty("milvus.port", "0");
    if (port.matches("\\d{1,5}") && Integer.parseInt(port) <= 0xFFFF) {
      return Integer.parseInt(port);
    }
    throw new ServerUnavailable(
        "-Dmilvus.port=" + port + " is not a port.",
        "Give a number from 1 to 65535, or leave the option out: then a free port is picked.");
  }

  private static void checkUri(String wanted) {
    URI uri;
    try {
      uri = new URI(wanted);
    } catch (URISyntaxException e) {
      throw new ServerUnavailable(
          "The value of -Dmilvus (or MILVUS) cannot be read: " + e.getReason() + ".", ALLOWED);
    }
    if (uri.getRawUserInfo() != null) { // and do not repeat it
      throw new ServerUnavailable(
          "The URI in -Dmilvus (or MILVUS) contains credentials, which would show in logs.",
          "Put user:password, or an API key, into the environment variable MILVUS_TOKEN.");
    }
    boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!http || uri.getHost() == null) {
      throw new ServerUnavailable("-Dmilvus=" + wanted + " names no server.", ALLOWED);
    }
  }

  MilvusServer at(String address) {
    String description =
        switch (kind) {
          case EMBEDDED -> "the embedded Milvus";
          case DOCKER -> "a container of " + image;
          case LITE -> "Milvus Lite";
          case URI -> "the given server";
        };
    return new MilvusServer(kind, address, token, description);
  }

  /** A file name that differs between servers that differ. */
  String key() {
    String detail = (image == null ? "" : image) + (port == 0 ? "" : "-" + port);
    return kind.key() + "-" + detail.replaceAll("[^A-Za-z0-9.-]", "_");
  }

  @Override
  public String toString() {
    return "ServerChoice[" + key() + ", uri=" + uri + "]"; // no token
  }
}
