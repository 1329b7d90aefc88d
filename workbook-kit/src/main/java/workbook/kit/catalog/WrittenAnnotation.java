package workbook.kit.catalog;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.NewArrayTree;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;

/**
 * An annotation as it stands in a file that was parsed and not compiled. Its values are literals,
 * texts joined by {@code +}, and lists of them.
 */
record WrittenAnnotation(AnnotationTree tree) implements InvocationHandler {

  /**
   * The annotation of this type, if there is one. Its methods throw {@link
   * IllegalArgumentException} for a value that is missing or computed.
   */
  static <A extends Annotation> Optional<A> find(Class<A> type, ModifiersTree modifiers) {
    return modifiers.getAnnotations().stream()
        .filter(tree -> ("." + tree.getAnnotationType()).endsWith("." + type.getSimpleName()))
        .map(WrittenAnnotation::new)
        .map(it -> Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, it))
        .map(type::cast)
        .findFirst();
  }

  @Override
  public Object invoke(Object annotation, Method element, Object[] arguments) {
    Object value =
        tree.getArguments().stream()
            .filter(argument -> nameOf(argument).equals(element.getName()))
            .map(WrittenAnnotation::valueOf)
            .findFirst()
            .orElse(element.getDefaultValue());
    if (value == null) {
      String type = element.getDeclaringClass().getSimpleName();
      throw new IllegalArgumentException("@" + type + " needs " + element.getName());
    }
    return element.getReturnType().isArray() && value instanceof String one
        ? new String[] {one}
        : value;
  }

  private static String nameOf(ExpressionTree argument) {
    return argument instanceof AssignmentTree named ? named.getVariable().toString() : "value";
  }

  private static Object valueOf(ExpressionTree written) {
    if (written instanceof AssignmentTree named) {
      return valueOf(named.getExpression());
    }
    if (written instanceof LiteralTree literal) {
      return literal.getValue();
    }
    if (written instanceof BinaryTree sum && valueOf(sum.getLeftOperand()) instanceof String text) {
      return text + valueOf(sum.getRightOperand());
    }
    if (written instanceof NewArrayTree list) {
      return list.getInitializers().stream().map(WrittenAnnotation::valueOf).toArray(String[]::new);
    }
    throw new IllegalArgumentException("write the value out in place of: " + written);
  }
}
