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
import java.util.List;
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
        Optional<AnnotationTree> exercise = annotation(testClass.getModifiers(), "Exercise");
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
      Scenario scenario, CompilationUnitTree unit, ClassTree testClass, AnnotationTree exercise) {
    String name = testClass.getSimpleName().toString();
    return new ExerciseInfo(
        scenario,
        text(exercise, "id"),
        text(exercise, "title"),
        text(exercise, "objective"),
        number(exercise, "minutes"),
        number(exercise, "points"),
        value(exercise, "seconds").map(this::number).orElse(DEFAULT_SECONDS),
        text(exercise, "checklist"),
        unit.getPackageName() + "." + name.substring(0, name.length() - "Test".length()),
        tests(testClass));
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
    return TEST_ANNOTATIONS.stream().anyMatch(name -> annotation(modifiers, name).isPresent());
  }

  private TestInfo test(MethodTree method) {
    String name = method.getName().toString();
    Optional<AnnotationTree> displayName = annotation(method.getModifiers(), "DisplayName");
    Optional<AnnotationTree> rejects = annotation(method.getModifiers(), "Rejects");
    return new TestInfo(
        name,
        displayName.flatMap(given -> value(given, "value")).map(this::text).orElse(name),
        rejects.flatMap(given -> value(given, "value")).map(this::texts).orElse(List.of()));
  }

  private static Optional<AnnotationTree> annotation(ModifiersTree modifiers, String name) {
    return modifiers.getAnnotations().stream()
        .filter(given -> given.getAnnotationType().toString().equals(name))
        .map(AnnotationTree.class::cast)
        .findFirst();
  }

  private static Optional<ExpressionTree> value(AnnotationTree annotation, String name) {
    for (ExpressionTree argument : annotation.getArguments()) {
      if (argument instanceof AssignmentTree assignment) {
        if (assignment.getVariable().toString().equals(name)) {
          return Optional.of(assignment.getExpression());
        }
      } else if (name.equals("value")) {
        return Optional.of(argument);
      }
    }
    return Optional.empty();
  }

  private String text(AnnotationTree annotation, String name) {
    return text(required(annotation, name));
  }

  private int number(AnnotationTree annotation, String name) {
    return number(required(annotation, name));
  }

  private ExpressionTree required(AnnotationTree annotation, String name) {
    return value(annotation, name).orElseThrow(() -> wrong("@Exercise has no " + name));
  }

  private List<String> texts(ExpressionTree expression) {
    return expression instanceof NewArrayTree array
        ? array.getInitializers().stream().map(this::text).toList()
        : List.of(text(expression));
  }

  private String text(ExpressionTree expression) {
    if (expression instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
      return text(sum.getLeftOperand()) + text(sum.getRightOperand());
    }
    return String.valueOf(literal(expression));
  }

  private int number(ExpressionTree expression) {
    if (literal(expression) instanceof Integer number) {
      return number;
    }
    throw wrong(expression + " must be a whole number");
  }

  private Object literal(ExpressionTree expression) {
    if (expression instanceof LiteralTree literal) {
      return literal.getValue();
    }
    throw wrong(expression + " must be written out, so that it can be read without compiling");
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(file.getFileName() + ": " + what);
  }
}
