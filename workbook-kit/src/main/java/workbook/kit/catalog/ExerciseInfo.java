package workbook.kit.catalog;

import java.nio.file.Path;
import java.util.List;

/**
 * What is known of an exercise without running or even compiling it.
 *
 * @param scenario where it lies
 * @param id for instance {@code 3.01}
 * @param className the learner's class with its package; the test class is called the same with
 *     {@code Test} at the end
 * @param seconds that one test may take
 * @param tests in the order of the source
 */
public record ExerciseInfo(
    Scenario scenario,
    String id,
    String title,
    String objective,
    int minutes,
    int points,
    int seconds,
    String checklist,
    String className,
    List<TestInfo> tests) {

  /** The name of the test class with its package. */
  public String testClassName() {
    return className + "Test";
  }

  /** The learner's file, below a folder of sources. */
  public Path pathIn(Path sources) {
    return sources.resolve(className.replace('.', '/') + ".java");
  }

  /** The file that a learner edits. */
  public Path starter() {
    return pathIn(scenario.starters());
  }

  /** The file with the tests. */
  public Path testFile() {
    return scenario.tests().resolve(testClassName().replace('.', '/') + ".java");
  }

  /**
   * One test method.
   *
   * @param name its display name
   * @param rejects the mistakes it exists to catch
   */
  public record TestInfo(String method, String name, List<String> rejects) {}
}
