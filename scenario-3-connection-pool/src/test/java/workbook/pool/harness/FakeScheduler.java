package workbook.pool.harness;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import workbook.kit.exercise.Feedback;
import workbook.kit.exercise.NotSolvedYet;
import workbook.kit.harness.TestThread;
import workbook.kit.harness.TestThreads;

/**
 * Runs tasks later, on a thread of its own, like a {@code ScheduledExecutorService}; but its time
 * moves only when the test says so. As there, an exception ends the task that threw it, and nobody
 * hears of it. Thread-safe.
 */
public final class FakeScheduler {

  private final TestThreads threads;
  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparingLong(Task::at).thenComparingLong(Task::number));
  private long now;
  private long count;

  /** Its tasks run on a thread of this test. */
  public FakeScheduler(TestThreads threads) {
    this.threads = threads;
  }

  /** Runs a task after a delay; for the learner's code. */
  public synchronized void after(Duration delay, Runnable action) {
    tasks.add(new Task(now + Math.max(0, delay.toNanos()), count++, action));
  }

  /** How much time has passed; in a task, how much had when it was due. */
  public synchronized Duration now() {
    return Duration.ofNanos(now);
  }

  /**
   * Lets time pass, and runs what is due meanwhile, one task after the other.
   *
   * @param expected what the test did and expects, for the message if a task gets stuck
   * @param lookAt the end of that message
   */
  public void advance(Duration by, Feedback.Happened expected, String lookAt) {
    start(by).returns(expected, lookAt);
  }

  /** The same without waiting for the end; for tasks that are to stand at a gate. */
  public TestThread<Void> start(Duration by) {
    return threads.run("the pool's own thread", () -> runUntil(nowAnd(by)));
  }

  private synchronized long nowAnd(Duration by) {
    return now + by.toNanos();
  }

  private void runUntil(long end) {
    for (Task task = next(end); task != null; task = next(end)) {
      try {
        task.action.run();
      } catch (NotSolvedYet e) {
        throw e;
      } catch (Throwable e) { // lost, as with a real scheduler
      }
    }
  }

  private synchronized Task next(long end) {
    Task task = tasks.peek();
    if (task == null || task.at > end) {
      now = end;
      return null;
    }
    now = task.at;
    return tasks.poll();
  }

  private record Task(long at, long number, Runnable action) {}
}
