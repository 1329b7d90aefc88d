package workbook.kit.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Loads a learner's classes, and those nested in their test, anew: the learner's with a call of
 * {@link Steps#at} before each access to a field and each call of a method in the learner's code.
 */
final class SteppedClasses extends ClassLoader {

  private final String learners;
  private final String test;

  /**
   * Prepares to load them.
   *
   * @param contest a class nested in the learner's test, which is called like the learner's class
   *     with {@code Test} at the end
   */
  SteppedClasses(Class<?> contest) {
    super(contest.getClassLoader());
    this.test = contest.getName().replaceFirst("\\$.*$", "");
    this.learners = test.replaceFirst("Test$", "");
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    boolean isLearners = name.equals(learners) || name.startsWith(learners + "$");
    if (!isLearners && !name.startsWith(test + "$")) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name, isLearners) : loaded;
    }
  }

  private Class<?> define(String name, boolean stepped) throws ClassNotFoundException {
    byte[] bytes = bytesOf(name);
    if (stepped) {
      bytes = instrument(bytes);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }

  private byte[] bytesOf(String name) throws ClassNotFoundException {
    try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] instrument(byte[] original) {
    ClassReader reader = new ClassReader(original);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String type, String signature, String[] exceptions) {
            MethodVisitor method = super.visitMethod(access, name, type, signature, exceptions);
            boolean constructs = name.startsWith("<"); // nobody else has the object yet
            return constructs ? method : new Stepper(method);
          }
        },
        0);
    return writer.toByteArray();
  }

  /** Puts a step before every access to a field and every call. */
  private static final class Stepper extends MethodVisitor {

    private int line;

    Stepper(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitLineNumber(int number, Label start) {
      line = number;
      super.visitLineNumber(number, start);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String type) {
      boolean writes = opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC;
      step((writes ? "write " : "read ") + name);
      super.visitFieldInsn(opcode, owner, name, type);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String type, boolean isInterface) {
      if (!name.startsWith("<")) {
        step(
            "call "
                + Type.getObjectType(owner).getClassName().replaceFirst("^.*[.$]", "")
                + "."
                + name);
      }
      super.visitMethodInsn(opcode, owner, name, type, isInterface);
    }

    private void step(String what) {
      super.visitLdcInsn(line);
      super.visitLdcInsn(what);
      super.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          Type.getInternalName(Steps.class),
          "at",
          "(ILjava/lang/String;)V",
          false);
    }
  }
}
