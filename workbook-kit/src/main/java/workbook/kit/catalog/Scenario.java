package workbook.kit.catalog;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import workbook.kit.files.Disk;

/**
 * A scenario's folder and where things lie in it. All scenarios have the same inner shape.
 *
 * @param dir the folder, absolute; its name starts with {@code scenario-}
 */
public record Scenario(Path dir) {

  private static final String PREFIX = "scenario-";

  /** Makes the folder absolute. */
  public Scenario {
    dir = dir.toAbsolutePath().normalize();
  }

  /**
   * The scenarios of the workbook in reading order.
   *
   * @param top the folder of the whole workbook
   */
  public static List<Scenario> all(Path top) {
    return Disk.children(top).stream()
        .filter(child -> child.getFileName().toString().startsWith(PREFIX))
        .filter(Files::isDirectory)
        .map(Scenario::new)
        .toList();
  }

  /** The name of the folder, for instance {@code scenario-3-connection-pool}. */
  public String name() {
    return dir.getFileName().toString();
  }

  /** The name as a person says it, for instance {@code Scenario 3: connection pool}. */
  public String title() {
    String[] parts = name().substring(PREFIX.length()).split("-", 2);
    return "Scenario " + parts[0] + (parts.length > 1 ? ": " + parts[1].replace('-', ' ') : "");
  }

  /** The starters: the only files that a learner edits. */
  public Path starters() {
    return dir.resolve("src/exercises/java");
  }

  /** The reference solutions, under the same paths as the starters. */
  public Path solutions() {
    return dir.resolve("src/solutions/java");
  }

  /** The tests of the reference code and of the exercises. */
  public Path tests() {
    return dir.resolve("src/test/java");
  }

  /** The hints of one exercise. */
  public Path hints(String exerciseId) {
    return dir.resolve("src/exercises/hints").resolve(exerciseId + ".md");
  }

  /** The lesson. */
  public Path lesson() {
    return dir.resolve("README.md");
  }

  /** The folders of other right solutions of one exercise, sorted. */
  public List<Variant> alternatives(String exerciseId) {
    return variants("src/alternatives", exerciseId);
  }

  /** The folders of wrong solutions of one exercise, sorted. */
  public List<Variant> mistakes(String exerciseId) {
    return variants("src/mistakes", exerciseId);
  }

  /** Where a learner's runs leave their results; a maintainer's go to a folder of their own. */
  public Path results() {
    return dir.resolve("target/workbook");
  }

  /** Where Maven notes what must be on the class path to compile and run the exercises. */
  public Path classPath() {
    return results().resolve("classpath");
  }

  private List<Variant> variants(String folder, String exerciseId) {
    String prefix = exerciseId + "-";
    return Disk.children(dir.resolve(folder)).stream()
        .filter(child -> child.getFileName().toString().startsWith(prefix))
        .map(child -> new Variant(child.getFileName().toString().substring(prefix.length()), child))
        .toList();
  }

  /**
   * Another right, or a wrong, solution.
   *
   * @param name what it does, or the misconception
   * @param sources the root of its sources
   */
  public record Variant(String name, Path sources) {}
}
