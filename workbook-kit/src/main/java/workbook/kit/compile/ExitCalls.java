package workbook.kit.compile;

import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.util.Set;
import java.util.function.BiConsumer;
import javax.tools.JavaFileObject;

/**
 * Finds calls that end the JVM. In an exercise they would end every test with it, and Java has no
 * way to forbid them while it runs, so they count as errors of compilation.
 */
final class ExitCalls implements TaskListener {

  private static final Set<String> EXITS =
      Set.of("System.exit", "Runtime.getRuntime().exit", "Runtime.getRuntime().halt");

  private final SourcePositions positions;
  private final BiConsumer<JavaFileObject, Long> found;

  private ExitCalls(SourcePositions positions, BiConsumer<JavaFileObject, Long> found) {
    this.positions = positions;
    this.found = found;
  }

  /** Calls back with the file and the line of each call. */
  static void watch(JavacTask task, BiConsumer<JavaFileObject, Long> found) {
    task.addTaskListener(new ExitCalls(Trees.instance(task).getSourcePositions(), found));
  }

  @Override
  public void finished(TaskEvent event) {
    if (event.getKind() == TaskEvent.Kind.PARSE) {
      new Scanner(event).scan(event.getCompilationUnit(), null);
    }
  }

  private final class Scanner extends TreeScanner<Void, Void> {

    private final TaskEvent event;

    Scanner(TaskEvent event) {
      this.event = event;
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
      if (EXITS.contains(call.getMethodSelect().toString().replaceFirst("^java\\.lang\\.", ""))) {
        long start = positions.getStartPosition(event.getCompilationUnit(), call);
        found.accept(
            event.getSourceFile(), event.getCompilationUnit().getLineMap().getLineNumber(start));
      }
      return super.visitMethodInvocation(call, null);
    }
  }
}
