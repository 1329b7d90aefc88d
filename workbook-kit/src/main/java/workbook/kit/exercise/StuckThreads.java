package workbook.kit.exercise;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Says in plain words where threads stand in a learner's code. */
final class StuckThreads {

  /** Threads of earlier tests that cannot be stopped; they are not news. */
  private static final Set<Long> KNOWN = ConcurrentHashMap.newKeySet();

  private StuckThreads() {}

  /** One line for each thread that stands in the learner's class, or one that there is none. */
  static String describe(Class<?> testClass) {
    String learnersClass = testClass.getName().replaceFirst("Test$", "");
    List<String> lines =
        Arrays.stream(ManagementFactory.getThreadMXBean().dumpAllThreads(true, true))
            .filter(thread -> frame(thread, learnersClass).isPresent())
            .filter(thread -> KNOWN.add(thread.getThreadId()))
            .map(thread -> line(thread, learnersClass))
            .toList();
    return lines.isEmpty()
        ? " No thread stood in your code: something that should have been woken up was not."
        : System.lineSeparator() + String.join(System.lineSeparator(), lines);
  }

  private static String line(ThreadInfo thread, String learnersClass) {
    StackTraceElement[] stack = thread.getStackTrace();
    StackTraceElement at = frame(thread, learnersClass).orElseThrow();
    return "  thread \"%s\" %s at line %d of %s, in %s"
        .formatted(
            thread.getThreadName(),
            doing(thread, stack, Arrays.asList(stack).indexOf(at)),
            at.getLineNumber(),
            at.getFileName(),
            at.getMethodName().replaceFirst("^lambda\\$(\\w+)\\$\\d+$", "$1"));
  }

  private static String doing(ThreadInfo thread, StackTraceElement[] stack, int learners) {
    String owner = thread.getLockOwnerName();
    if (owner != null) {
      return "waits for a lock that thread \"" + owner + "\" holds,";
    }
    if (learners == 0) {
      return "was running (a loop without an end?)";
    }
    StackTraceElement called = stack[learners - 1];
    String simpleName = called.getClassName().replaceFirst("^.*[.$]", "");
    String call = simpleName + "." + called.getMethodName();
    return thread.getThreadState() == Thread.State.RUNNABLE
        ? "was running " + call + ", called"
        : "waits in " + call + ", called";
  }

  private static Optional<StackTraceElement> frame(ThreadInfo thread, String learnersClass) {
    // Also in a class that is nested in it.
    return Arrays.stream(thread.getStackTrace())
        .filter(frame -> (frame.getClassName() + "$").startsWith(learnersClass + "$"))
        .findFirst();
  }
}
