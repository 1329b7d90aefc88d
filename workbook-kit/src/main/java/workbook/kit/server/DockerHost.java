package workbook.kit.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

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
    String engine = given.getOrDefault("DOCKER_HOST", "unix:");
    if (!given.containsKey(OVERRIDE) && engine.startsWith("unix:") && isEngineBesideUs()) {
      added.put(OVERRIDE, "127.0.0.1");
    }
    return added;
  }

  /**
   * Where {@code /.dockerenv} exists, Testcontainers believes that it runs in a container of the
   * engine, and that ports are published at the gateway. That is wrong if the engine runs here.
   */
  private static boolean isEngineBesideUs() {
    return Files.exists(Path.of("/.dockerenv"))
        && ProcessHandle.allProcesses()
            .flatMap(process -> process.info().command().stream())
            .anyMatch(command -> command.endsWith("/dockerd"));
  }
}
