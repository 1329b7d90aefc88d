package workbook.kit.catalog;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import workbook.kit.catalog.ExerciseInfo.TestInfo;
import workbook.kit.compile.Compiler;

/** Reads the description of an exercise from the syntax tree of its test class. */
final class TestSource {

  private static final Set<String> TEST_ANNOTATIONS =
      Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory");
  private static final int DEFAULT_SECONDS = 5;

  private final Path file;

  private TestSource(Path file) {
    this.file = file;
  }

  /** Empty if the class is not annotated as an exercise. */
  static Optional<ExerciseInfo> read(Scenario scenario, Path file) {
    return new TestSource(file).read(scenario);
  }

  private Optional<ExerciseInfo> read(Scenario scenario) {
    CompilationUnitTree unit = parse();
    for (Tree type : unit.getTypeDecls()) {
      if (type instanceof ClassTree testClass) {
        Optional<Map<String, Object>> exercise = values(testClass.getModifiers(), "Exercise");
        if (exercise.isPresent()) {
          return Optional.of(describe(scenario, unit, testClass, exercise.get()));
        }
      }
    }
    return Optional.empty();
  }

  private CompilationUnitTree parse() {
    JavaCompiler javac = Compiler.javac();
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
      // Problems are for the compiler to report; here whatever can be read is read.
      JavacTask task =
          (JavacTask)
              javac.getTask(
                  null, files, problem -> {}, List.of(), null, files.getJavaFileObjects(file));
      return task.parse().iterator().next();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ExerciseInfo describe(
      Scenario scenario,
      CompilationUnitTree unit,
      ClassTree testClass,
      Map<String, Object> exercise) {
    String name = testClass.getSimpleName().toString();
    exercise.putIfAbsent("seconds", DEFAULT_SECONDS);
    return new ExerciseInfo(
        scenario,
        required(exercise, "id", String.class),
        required(exercise, "title", String.class),
        required(exercise, "objective", String.class),
        required(exercise, "minutes", Integer.class),
        required(exercise, "points", Integer.class),
        required(exercise, "seconds", Integer.class),
        required(exercise, "checklist", String.class),
        unit.getPackageName() + "." + name.substring(0, name.length() - "Test".length()),
        tests(testClass));
  }

  private <T> T required(Map<String, Object> exercise, String name, Class<T> type) {
    Object value = exercise.get(name);
    if (!type.isInstance(value)) {
      throw wrong("@Exercise needs " + name + ", a value of type " + type.getSimpleName());
    }
    return type.cast(value);
  }

  private List<TestInfo> tests(ClassTree testClass) {
    return testClass.getMembers().stream()
        .filter(MethodTree.class::isInstance)
        .map(MethodTree.class::cast)
        .filter(method -> isTest(method.getModifiers()))
        .map(this::test)
        .toList();
  }

  private static boolean isTest(ModifiersTree modifiers) {
    return modifiers.getAnnotations().stream()
        .anyMatch(given -> TEST_ANNOTATIONS.contains(given.getAnnotationType().toString()));
  }

  private TestInfo test(MethodTree method) {
    String name = method.getName().toString();
    return new TestInfo(
        name,
        values(method.getModifiers(), "DisplayName")
            .map(TestSource::texts)
            .orElse(List.of(name))
            .get(0),
        values(method.getModifiers(), "Rejects").map(TestSource::texts).orElse(List.of()));
  }

  /** What an annotation is given, by name; empty if it is not there. */
  private Optional<Map<String, Object>> values(ModifiersTree modifiers, String annotation) {
    return modifiers.getAnnotations().stream()
        .filter(given -> given.getAnnotationType().toString().equals(annotation))
        .findFirst()
        .map(this::values);
  }

  private Map<String, Object> values(AnnotationTree annotation) {
    Map<String, Object> values = new HashMap<>();
    for (ExpressionTree argument : annotation.getArguments()) {
      if (argument instanceof AssignmentTree named) {
        values.put(named.getVariable().toString(), value(named.getExpression()));
      } else {
        values.put("value", value(argument));
      }
    }
    return values;
  }

  private static List<String> texts(Map<String, Object> annotation) {
    return annotation.get("value") instanceof List<?> several
        ? several.stream().map(String::valueOf).toList()
        : List.of(String.valueOf(annotation.get("value")));
  }

  /** A text, a number, or a list of them. */
  private Object value(ExpressionTree expression) {
    if (expression instanceof NewArrayTree array) {
      return array.getInitializers().stream().map(this::value).toList();
    }
    if (expression instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
      return "" + value(sum.getLeftOperand()) + value(sum.getRightOperand());
    }
    if (expression instanceof LiteralTree literal) {
      return literal.getValue();
    }
    throw wrong(expression + " must be written out, so that it can be read without compiling");
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(file.getFileName() + ": " + what);
  }
}
