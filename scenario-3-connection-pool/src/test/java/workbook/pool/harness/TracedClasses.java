package workbook.pool.harness;

import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Makes a learner's code tell {@link Trace} its steps, and what they use. */
final class TracedClasses {

  private TracedClasses() {}

  /** A class that tells. */
  static byte[] instrument(byte[] original) {
    ClassReader reader = new ClassReader(original);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String type, String signature, String[] exceptions) {
            MethodVisitor method = super.visitMethod(access, name, type, signature, exceptions);
            boolean constructs = name.startsWith("<"); // nobody else has the object yet
            return constructs ? method : new Tracer(method);
          }
        },
        0);
    return writer.toByteArray();
  }

  private static final class Tracer extends MethodVisitor {

    /** What gives the elements of a collection one after the other, not in one step. */
    private static final Set<String> ONE_BY_ONE =
        Set.of("iterator", "listIterator", "spliterator", "stream", "parallelStream");

    private int line;

    Tracer(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitLineNumber(int number, Label start) {
      line = number;
      super.visitLineNumber(number, start);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String type) {
      if (opcode == Opcodes.GETFIELD || opcode == Opcodes.PUTFIELD) {
        putOwnerOnTop(opcode, Type.getType(type).getSize());
        super.visitLdcInsn(name);
        tell("field", "(Ljava/lang/Object;Ljava/lang/String;I)V");
      }
      tell("step", "(I)V");
      super.visitFieldInsn(opcode, owner, name, type);
      if (opcode == Opcodes.GETFIELD || opcode == Opcodes.GETSTATIC) {
        tellValue(Type.getType(type));
      }
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String type, boolean isInterface) {
      if (opcode != Opcodes.INVOKESTATIC && type.startsWith("()") && ONE_BY_ONE.contains(name)) {
        super.visitInsn(Opcodes.DUP);
        tell("iterates", "(Ljava/lang/Object;I)V");
      }
      tell("step", "(I)V");
      super.visitMethodInsn(opcode, owner, name, type, isInterface);
      tellValue(Type.getReturnType(type));
    }

    @Override
    public void visitInsn(int opcode) {
      if (opcode >= Opcodes.IASTORE && opcode <= Opcodes.SASTORE) {
        tell("step", "(I)V");
      }
      super.visitInsn(opcode);
      if (opcode == Opcodes.MONITORENTER) {
        tell("step", "(I)V"); // what follows is under the lock, what came before was not
      }
    }

    private void tellValue(Type type) {
      if (type.getSort() == Type.OBJECT || type.getSort() == Type.ARRAY) {
        super.visitInsn(Opcodes.DUP);
        tell("value", "(Ljava/lang/Object;I)V");
      }
    }

    /** Where a field is written, its new value lies above the owner, and is one or two wide. */
    private void putOwnerOnTop(int opcode, int size) {
      if (opcode == Opcodes.GETFIELD) {
        super.visitInsn(Opcodes.DUP);
      } else if (size == 1) {
        super.visitInsn(Opcodes.SWAP);
        super.visitInsn(Opcodes.DUP_X1);
      } else {
        super.visitInsn(Opcodes.DUP2_X1);
        super.visitInsn(Opcodes.POP2);
        super.visitInsn(Opcodes.DUP_X2);
      }
    }

    private void tell(String method, String type) {
      super.visitLdcInsn(line);
      super.visitMethodInsn(
          Opcodes.INVOKESTATIC, Type.getInternalName(Trace.class), method, type, false);
    }
  }
}
