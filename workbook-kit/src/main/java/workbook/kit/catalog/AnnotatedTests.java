package workbook.kit.catalog;

import java.lang.annotation.IncompleteAnnotationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.kit.catalog.ExerciseInfo.TestInfo;
import workbook.kit.compile.ClassPath;
import workbook.kit.compile.Compiler;
import workbook.kit.exercise.Exercise;
import workbook.kit.exercise.Rejects;
import workbook.kit.files.Disk;

/** Reads the descriptions of exercises from the annotations of their tests. */
@SupportedAnnotationTypes("workbook.kit.exercise.Exercise")
final class AnnotatedTests extends AbstractProcessor {

  private static final Pattern TEST_FILE = Pattern.compile("Ex\\d{3}\\w*Test\\.java");

  private final List<Scenario> scenarios;
  private final List<ExerciseInfo> found = new ArrayList<>();
  private final List<String> incomplete = new ArrayList<>();

  private AnnotatedTests(List<Scenario> scenarios) {
    this.scenarios = scenarios;
  }

  /**
   * The exercises of some scenarios, in any order.
   *
   * @throws IllegalArgumentException if a description lacks something
   */
  static List<ExerciseInfo> read(List<Scenario> scenarios) {
    AnnotatedTests tests = new AnnotatedTests(scenarios);
    List<Path> files =
        scenarios.stream()
            .flatMap(scenario -> Disk.files(scenario.tests()).stream())
            .filter(file -> TEST_FILE.matcher(file.getFileName().toString()).matches())
            .toList();
    if (!files.isEmpty()) {
      try (Compiler compiler = new Compiler(ClassPath.own())) {
        compiler.process(files, tests);
      }
    }
    if (!tests.incomplete.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", tests.incomplete));
    }
    return tests.found;
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latest();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    for (Element test : round.getElementsAnnotatedWith(Exercise.class)) {
      try {
        found.add(describe(test, test.getAnnotation(Exercise.class)));
      } catch (IncompleteAnnotationException e) {
        incomplete.add(test + ".java: @Exercise needs " + e.elementName());
      }
    }
    return false;
  }

  private ExerciseInfo describe(Element testClass, Exercise exercise) {
    String file = testClass.toString().replace('.', '/') + ".java";
    return new ExerciseInfo(
        scenarios.stream()
            .filter(scenario -> Files.exists(scenario.tests().resolve(file)))
            .findFirst()
            .orElseThrow(),
        exercise.id(),
        exercise.title(),
        exercise.objective(),
        exercise.minutes(),
        exercise.points(),
        exercise.seconds(),
        exercise.checklist(),
        testClass.toString().replaceFirst("Test$", ""),
        ElementFilter.methodsIn(testClass.getEnclosedElements()).stream()
            .filter(method -> method.getAnnotation(Test.class) != null)
            .map(AnnotatedTests::describe)
            .toList());
  }

  private static TestInfo describe(Element method) {
    String name = method.getSimpleName().toString();
    DisplayName shown = method.getAnnotation(DisplayName.class);
    Rejects rejects = method.getAnnotation(Rejects.class);
    return new TestInfo(
        name,
        shown == null ? name : shown.value(),
        rejects == null ? List.of() : List.of(rejects.value()));
  }
}
