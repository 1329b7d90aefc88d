package workbook.kit.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import workbook.kit.catalog.Scenario;
import workbook.kit.files.Disk;
import workbook.kit.run.ClassPath;

/** Has Maven compile what the exercises stand on, when it has changed. */
final class Build {

  private final Desk desk;

  Build(Desk desk) {
    this.desk = desk;
  }

  /** The class path of a scenario's tests, up to date. */
  List<Path> classPath(Scenario scenario) {
    Path file = scenario.results().resolve("classpath");
    if (isStale(scenario, file.toFile())) {
      desk.terminal().line("Building " + scenario.name() + "; this is not needed every time.");
      maven(scenario);
    }
    return ClassPath.read(file);
  }

  /** The command that starts Maven here. */
  static String command() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return system.startsWith("windows") ? "mvn.cmd" : "mvn";
  }

  private void maven(Scenario scenario) {
    try {
      int status =
          new ProcessBuilder(command(), "-q", "process-test-classes", "-pl", scenario.name())
              .directory(desk.top().toFile())
              .inheritIO()
              .start()
              .waitFor();
      if (status != 0) {
        throw new Refusal(
            "Maven could not build " + scenario.name() + "; its message stands above.");
      }
    } catch (IOException e) {
      throw new Refusal("Maven does not start: " + e.getMessage() + ". See: ./workbook doctor");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal("Interrupted while building.");
    }
  }

  private boolean isStale(Scenario scenario, File classPath) {
    long built = classPath.lastModified();
    return built == 0
        || Stream.of("pom.xml", "src/main", "src/test")
            .map(scenario.dir()::resolve)
            .flatMap(root -> Disk.files(root).stream())
            .filter(file -> !file.getFileName().toString().matches("Ex\\d{3}.*Test\\.java"))
            .anyMatch(file -> file.toFile().lastModified() > built);
  }
}
