package workbook.kit.server;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import workbook.kit.server.RunFolder.Kept;

/** Finds the server that a keeper of this Maven run keeps, or starts the keeper. Thread-safe. */
final class Keepers {

  private final RunFolder folder;
  private final Map<String, String> environment;

  Keepers(RunFolder folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = environment;
  }

  static Keepers ofThisRun() {
    return new Keepers(RunFolder.of(ProcessId.ofThisRun()), Map.of());
  }

  /**
   * The URI of the run's server.
   *
   * @throws ServerUnavailable if it cannot be started
   */
  String uriOf(ServerChoice choice) {
    return folder.alone(
        choice, () -> folder.kept(choice).map(Kept::uri).orElseGet(() -> start(choice)));
  }

  private String start(ServerChoice choice) {
    return new KeeperStart(launch(choice), folder.logOf(choice)).await();
  }

  private Process launch(ServerChoice choice) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.add("-Djava.io.tmpdir=" + folder.temporary());
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    command.addAll(List.of("-cp", classPath(), ServerKeeper.class.getName()));
    command.addAll(ServerKeeper.arguments(folder.owner(), choice));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(DockerHost.environment(builder.environment()));
    builder.environment().putAll(environment);
    // Never this process's own streams: whoever reads those would wait for the keeper's end.
    builder.redirectError(folder.logOf(choice).toFile());
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The class path of this class; under {@code exec:java} it is in a class loader, not a property.
   */
  private static String classPath() {
    ClassLoader loader = Keepers.class.getClassLoader();
    if (loader instanceof URLClassLoader urls) {
      List<String> paths = new ArrayList<>();
      for (URL url : urls.getURLs()) {
        paths.add(pathOf(url));
      }
      return String.join(File.pathSeparator, paths);
    }
    return System.getProperty("java.class.path");
  }

  private static String pathOf(URL url) {
    try {
      return Path.of(url.toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
