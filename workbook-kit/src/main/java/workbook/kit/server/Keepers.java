package workbook.kit.server;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import workbook.kit.compile.ClassPath;

/** Finds the server that a keeper of this Maven run keeps, or starts the keeper. Thread-safe. */
final class Keepers {

  private Keepers() {}

  /**
   * The URI of this run's server. Shows on standard error what a keeper tells while it starts one.
   *
   * @throws ServerUnavailable if it cannot be started
   */
  static String uriOf(ServerChoice choice) {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    return uriOf(choice, ServerFolder.of(temporary, MavenRun.current(), choice), Map.of());
  }

  /** The same with another folder, and more environment variables for the keeper. */
  static synchronized String uriOf(
      ServerChoice choice, ServerFolder folder, Map<String, String> environment) {
    try (FileChannel alone = folder.open(ServerFolder.SEEKER)) {
      alone.lock(); // until it is closed: of the run's JVMs, one looks at a time
      if (folder.uri().isEmpty()) {
        folder.fail(
            new ServerUnavailable(
                "The process that keeps the server ended early.", "Its log: " + folder.log()));
        Process keeper = launch(choice, folder, environment);
        keeper.inputReader().lines().forEach(System.err::println); // until the keeper has decided
      }
      return folder.uri().orElseThrow(folder::failure);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Process launch(
      ServerChoice choice, ServerFolder folder, Map<String, String> environment)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    command.addAll(choice.options());
    command.addAll(List.of(ServerKeeper.class.getName(), folder.toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CLASSPATH", classPath()); // too long to be seen in a list
    builder.environment().putAll(DockerHost.environment(builder.environment()));
    builder.environment().putAll(environment);
    // Never this process's own streams: whoever reads those would wait for the keeper's end.
    return builder.redirectError(folder.log().toFile()).start();
  }

  private static String classPath() {
    return ClassPath.own().stream()
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }
}
