package workbook.kit.exercise;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** What tests have left behind in this JVM: threads in an endless loop cannot be ended. */
public final class LeftBehind {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /**
   * Of processor time: however busy the machine is, an endless loop gets its share while this
   * thread gets so much.
   */
  private static final Duration WATCH = Duration.ofMillis(20);

  /** Far more than a thread needs that comes to its end, or that waits for a network. */
  private static final Duration BUSY = Duration.ofMillis(5);

  private LeftBehind() {}

  /**
   * Whether a thread of a test that has ended keeps a processor busy. To be asked on the thread on
   * which JUnit runs.
   */
  public static boolean keepsBusy() {
    Map<Long, Long> before = work();
    long end = THREADS.getCurrentThreadCpuTime() + (before.isEmpty() ? 0 : WATCH.toNanos());
    while (THREADS.getCurrentThreadCpuTime() < end) {
      Thread.onSpinWait();
    }
    // A thread that runs only now has done nothing wrong yet.
    return work().entrySet().stream()
        .map(now -> now.getValue() - before.getOrDefault(now.getKey(), now.getValue()))
        .anyMatch(worked -> worked > BUSY.toNanos());
  }

  /** The processor time of the threads that run, by their ids. */
  private static Map<Long, Long> work() {
    // Tests have groups of threads below that of this thread.
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    Thread[] threads = new Thread[2 * group.activeCount() + 10];
    int count = group.enumerate(threads);
    return Arrays.stream(threads, 0, count)
        .filter(thread -> thread.getThreadGroup() != group)
        .filter(thread -> thread.getState() == Thread.State.RUNNABLE)
        .map(Thread::getId)
        .collect(Collectors.toMap(id -> id, THREADS::getThreadCpuTime));
  }
}
