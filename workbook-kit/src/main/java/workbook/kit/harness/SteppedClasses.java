package workbook.kit.harness;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Puts a call of {@link Steps#at} before each access to a field and each call of a method in a
 * learner's code.
 */
final class SteppedClasses {

  private SteppedClasses() {}

  /** A class with the steps in it. */
  static byte[] instrument(byte[] original) {
    ClassReader reader = new ClassReader(original);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          private String file;

          @Override
          public void visitSource(String source, String debug) {
            file = source;
            super.visitSource(source, debug);
          }

          @Override
          public MethodVisitor visitMethod(
              int access, String name, String type, String signature, String[] exceptions) {
            MethodVisitor method = super.visitMethod(access, name, type, signature, exceptions);
            boolean constructs = name.startsWith("<"); // nobody else has the object yet
            return constructs ? method : new Stepper(method, file);
          }
        },
        0);
    return writer.toByteArray();
  }

  /** Puts a step before every access to a field and every call. */
  private static final class Stepper extends MethodVisitor {

    private final String file;
    private int line;

    Stepper(MethodVisitor next, String file) {
      super(Opcodes.ASM9, next);
      this.file = file;
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
        step("call " + owner.replaceFirst("^.*[/$]", "") + "." + name);
      }
      super.visitMethodInsn(opcode, owner, name, type, isInterface);
    }

    private void step(String what) {
      super.visitLdcInsn(what + ", at line " + line + " of " + file);
      super.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          Type.getInternalName(Steps.class),
          "at",
          "(Ljava/lang/String;)V",
          false);
    }
  }
}
