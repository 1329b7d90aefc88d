package workbook.kit.server;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
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
    String given = properties.getProperty("milvus", environment.getOrDefault("MILVUS", ""));
    String wanted = given.strip();
    return switch (wanted) {
      case "" -> Optional.empty();
      case "docker" -> Optional.of(ofKind(Kind.DOCKER, properties));
      case "lite" -> Optional.of(ofKind(Kind.LITE, properties));
      case "embedded" -> Optional.of(ofKind(Kind.EMBEDDED, properties));
      default -> Optional.of(ofUri(wanted, environment.getOrDefault("MILVUS_TOKEN", "")));
    };
  }

  /** A server of this kind, with the image and the port that the system properties name. */
  static ServerChoice ofKind(Kind kind) {
    return ofKind(kind, System.getProperties());
  }

  private static ServerChoice ofKind(Kind kind, Properties properties) {
    String image = properties.getProperty("milvus.image", OFFICIAL_IMAGE);
    return switch (kind) {
      case DOCKER -> new ServerChoice(kind, null, null, image, port(properties));
      case LITE -> new ServerChoice(kind, null, null, null, port(properties));
      case EMBEDDED -> new ServerChoice(kind, null, null, null, 0);
      case URI -> throw new IllegalArgumentException("a URI must be given, it has no default");
    };
  }

  private static ServerChoice ofUri(String uri, String token) {
    checkUri(uri);
    return new ServerChoice(Kind.URI, uri, token.isBlank() ? null : token, null, 0);
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
    try {
      URI uri = new URI(wanted);
      if (uri.getRawUserInfo() != null) { // and do not repeat it
        throw new ServerUnavailable(
            "The URI in -Dmilvus (or MILVUS) contains credentials, which would show in logs.",
            "Put user:password, or an API key, into the environment variable MILVUS_TOKEN.");
      }
      if (uri.getHost() == null || !String.valueOf(uri.getScheme()).matches("https?")) {
        throw new ServerUnavailable("-Dmilvus=" + wanted + " names no server.", ALLOWED);
      }
    } catch (URISyntaxException e) {
      throw new ServerUnavailable(
          "The value of -Dmilvus (or MILVUS) cannot be read: " + e.getReason() + ".", ALLOWED);
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

  ServerUnavailable portTaken() {
    return new ServerUnavailable(
        "Port " + port + " is taken by another program.",
        "Stop that one, give another port with -Dmilvus.port=, or leave the option out: then a free"
            + " one is picked.");
  }

  /** The options by which another JVM chooses the same; only for docker and lite. */
  List<String> options() {
    return List.of("-Dmilvus=" + kind.key(), "-Dmilvus.image=" + image, "-Dmilvus.port=" + port);
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
