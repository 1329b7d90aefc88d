package workbook.kit.exercise;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.MethodOrdererContext;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Runs the tests of an exercise in the order in which they are written: what a learner should hear
 * first comes first, also when the time is not enough for all. A class file keeps that order;
 * reflection does not.
 */
public final class InSourceOrder implements MethodOrderer {

  @Override
  public void orderMethods(MethodOrdererContext context) {
    List<String> written = methods(context.getTestClass());
    context
        .getMethodDescriptors()
        .sort(Comparator.comparingInt(test -> written.indexOf(test.getMethod().getName())));
  }

  private static List<String> methods(Class<?> test) {
    List<String> names = new ArrayList<>();
    String file = test.getName().replace('.', '/') + ".class";
    try (InputStream bytes = test.getClassLoader().getResourceAsStream(file)) {
      ClassVisitor collector =
          new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(
                int access, String name, String type, String generic, String[] exceptions) {
              names.add(name);
              return null;
            }
          };
      new ClassReader(bytes).accept(collector, ClassReader.SKIP_CODE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names;
  }
}
