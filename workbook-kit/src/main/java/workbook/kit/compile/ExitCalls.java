package workbook.kit.compile;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.util.Set;
import javax.tools.Diagnostic;

/**
 * Makes calls that end the JVM errors of compilation. In an exercise they would end every test with
 * it, and Java has no way to forbid them while it runs.
 */
final class ExitCalls extends TreeScanner<Void, CompilationUnitTree> implements TaskListener {

  private static final Set<String> EXITS =
      Set.of("System.exit", "Runtime.getRuntime().exit", "Runtime.getRuntime().halt");

  private final Trees trees;

  private ExitCalls(Trees trees) {
    this.trees = trees;
  }

  /** Has a compilation refuse such calls. */
  static void forbid(JavacTask task) {
    task.addTaskListener(new ExitCalls(Trees.instance(task)));
  }

  @Override
  public void finished(TaskEvent event) {
    if (event.getKind() == TaskEvent.Kind.PARSE) {
      scan(event.getCompilationUnit(), event.getCompilationUnit());
    }
  }

  @Override
  public Void visitMethodInvocation(MethodInvocationTree call, CompilationUnitTree unit) {
    if (EXITS.contains(call.getMethodSelect().toString().replaceFirst("^java\\.lang\\.", ""))) {
      trees.printMessage(
          Diagnostic.Kind.ERROR,
          "this call would end the JVM, and every test with it - throw an exception instead",
          call,
          unit);
    }
    return super.visitMethodInvocation(call, unit);
  }
}
