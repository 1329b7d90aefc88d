package workbook.kit.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The environment variables that Testcontainers needs here. It reads them from nowhere else, which
 * is one reason why the keeper is a process of its own.
 */
public final class DockerHost {

  static final String OVERRIDE = "TESTCONTAINERS_HOST_OVERRIDE";

  private DockerHost() {}

  /** What to add to the environment given; what a user has set stays. */
  public static Map<String, String> environment(Map<String, String> given) {
    Map<String, String> added = new HashMap<>();
    // The keeper does what Ryuk is for, and needs no second image.
    added.put("TESTCONTAINERS_RYUK_DISABLED", "true");
    if (!given.containsKey(OVERRIDE) && usesLocalSocket(given)) {
      whereContainersPublish().ifPresent(host -> added.put(OVERRIDE, host));
    }
    return added;
  }

  private static boolean usesLocalSocket(Map<String, String> given) {
    String host = given.getOrDefault("DOCKER_HOST", "");
    return host.isEmpty() || host.startsWith("unix:");
  }

  /**
   * Where {@code /.dockerenv} exists, Testcontainers believes that it runs in a container and looks
   * for the way out with a helper image, for two minutes where that cannot be pulled. Answers what
   * it would find out: this machine if the engine runs in it, otherwise the gateway.
   */
  private static Optional<String> whereContainersPublish() {
    if (!Files.exists(Path.of("/.dockerenv"))) {
      return Optional.empty();
    }
    return isEngineHere() ? Optional.of("127.0.0.1") : defaultGateway();
  }

  private static boolean isEngineHere() {
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().command().stream())
        .anyMatch(command -> command.endsWith("/dockerd"));
  }

  private static Optional<String> defaultGateway() {
    try {
      return gatewayIn(Files.readAllLines(Path.of("/proc/net/route")));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The kernel's routing table: interface, destination, gateway as little-endian hex, … */
  static Optional<String> gatewayIn(List<String> routes) {
    return routes.stream()
        .map(route -> route.split("\\s+", -1))
        .filter(fields -> fields.length > 2 && fields[1].equals("00000000"))
        .map(fields -> HexFormat.of().parseHex(fields[2]))
        .filter(bytes -> bytes.length == 4)
        .map(b -> (b[3] & 255) + "." + (b[2] & 255) + "." + (b[1] & 255) + "." + (b[0] & 255))
        .findFirst();
  }
}
