package workbook.kit.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import workbook.kit.catalog.Scenario;
import workbook.kit.compile.ClassPath;
import workbook.kit.files.Disk;

/** Has Maven compile what the exercises of a scenario stand on, when it has changed. */
record Build(Desk desk, Scenario scenario) {

  /** The class path of the scenario's tests, up to date. */
  List<Path> classPath() {
    if (isStale()) {
      desk.terminal().line("Building " + scenario.name() + "; this is not needed every time.");
      maven();
    }
    return ClassPath.read(scenario.classPath());
  }

  /** The command that starts Maven here. */
  static String command() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return system.startsWith("windows") ? "mvn.cmd" : "mvn";
  }

  private void maven() {
    try {
      ProcessBuilder maven =
          new ProcessBuilder(command(), "-q", "process-test-classes", "-pl", scenario.name());
      if (maven.directory(desk.top().toFile()).inheritIO().start().waitFor() != 0) {
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

  private boolean isStale() {
    long built = scenario.classPath().toFile().lastModified();
    return built == 0
        || Stream.of("pom.xml", "src/main", "src/test")
            .map(scenario.dir()::resolve)
            .flatMap(root -> Disk.files(root).stream())
            .filter(file -> !file.getFileName().toString().matches("Ex\\d{3}.*Test\\.java"))
            .anyMatch(file -> file.toFile().lastModified() > built);
  }
}
