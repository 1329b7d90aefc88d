package workbook.kit.catalog;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.kit.catalog.ExerciseInfo.TestInfo;
import workbook.kit.compile.Compiler;
import workbook.kit.exercise.Exercise;
import workbook.kit.exercise.Rejects;
import workbook.kit.files.Disk;

/** Reads the descriptions of exercises from the annotations of their tests. */
final class AnnotatedTests {

  private static final Pattern TEST_FILE = Pattern.compile("Ex\\d{3}\\w*Test\\.java");

  private AnnotatedTests() {}

  /**
   * The exercises of a scenario, in any order.
   *
   * @throws IllegalArgumentException if a description lacks something; the message names the file
   */
  static Stream<ExerciseInfo> read(Scenario scenario) {
    return Disk.files(scenario.tests()).stream()
        .filter(file -> TEST_FILE.matcher(file.getFileName().toString()).matches())
        .map(Compiler::parse)
        .flatMap(
            file ->
                only(ClassTree.class, file.getTypeDecls())
                    .flatMap(test -> describe(scenario, file, test).stream()));
  }

  private static Optional<ExerciseInfo> describe(
      Scenario scenario, CompilationUnitTree file, ClassTree test) {
    String name = file.getPackageName() + "." + test.getSimpleName();
    try {
      return WrittenAnnotation.find(Exercise.class, test.getModifiers())
          .map(exercise -> describe(scenario, name, exercise, tests(test)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ".java: " + e.getMessage(), e);
    }
  }

  private static ExerciseInfo describe(
      Scenario scenario, String testClass, Exercise exercise, List<TestInfo> tests) {
    return new ExerciseInfo(
        scenario,
        exercise.id(),
        exercise.title(),
        exercise.objective(),
        exercise.minutes(),
        exercise.points(),
        exercise.seconds(),
        exercise.checklist(),
        testClass.replaceFirst("Test$", ""),
        tests);
  }

  private static List<TestInfo> tests(ClassTree testClass) {
    return only(MethodTree.class, testClass.getMembers())
        .filter(method -> WrittenAnnotation.find(Test.class, method.getModifiers()).isPresent())
        .map(AnnotatedTests::describe)
        .toList();
  }

  private static TestInfo describe(MethodTree test) {
    String method = test.getName().toString();
    return new TestInfo(
        method,
        WrittenAnnotation.find(DisplayName.class, test.getModifiers())
            .map(DisplayName::value)
            .orElse(method),
        WrittenAnnotation.find(Rejects.class, test.getModifiers())
            .map(rejects -> List.of(rejects.value()))
            .orElse(List.of()));
  }

  private static <T> Stream<T> only(Class<T> kind, List<? extends Tree> trees) {
    return trees.stream().filter(kind::isInstance).map(kind::cast);
  }
}
