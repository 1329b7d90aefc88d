package workbook.pool;

import java.time.Duration;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs short tasks when they are due, on one daemon thread. Unlike {@link
 * java.util.concurrent.ScheduledExecutorService} it waits through a {@link TimeSource}, so that
 * tests can move its time.
 */
final class Scheduler {

  private static final Logger log = LoggerFactory.getLogger(Scheduler.class);

  private record Task(long at, long number, Runnable work) implements Comparable<Task> {
    @Override
    public int compareTo(Task other) {
      long apart = at - other.at; // nanoTime may overflow: only differences may be compared
      return apart != 0 ? Long.signum(apart) : Long.compare(number, other.number);
    }
  }

  private final TimeSource time;
  private final PriorityBlockingQueue<Task> tasks = new PriorityBlockingQueue<>();
  private final AtomicLong numbers = new AtomicLong();
  private final Thread thread;
  private volatile boolean stopped;

  Scheduler(String name, TimeSource time) {
    this.time = time;
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Runs a task once, after a delay. */
  void after(Duration delay, Runnable work) {
    tasks.add(new Task(time.nanoTime() + delay.toNanos(), numbers.getAndIncrement(), work));
    LockSupport.unpark(thread);
  }

  /** Runs a task again and again, with this pause between two runs. */
  void every(Duration pause, Runnable work) {
    after(
        pause,
        () -> {
          work.run();
          every(pause, work);
        });
  }

  /** Forgets all tasks and ends the thread. */
  void stop() {
    stopped = true;
    tasks.clear();
    LockSupport.unpark(thread);
  }

  private void run() {
    while (!stopped) {
      Task next = tasks.peek();
      long now = time.nanoTime();
      if (next == null) {
        time.parkUntil(this, now + PoolConfig.NEVER.toNanos());
      } else if (next.at - now > 0) {
        time.parkUntil(this, next.at);
      } else if (tasks.remove(next)) {
        runSafely(next.work);
      }
    }
  }

  private static void runSafely(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      log.warn("A maintenance task failed; the pool goes on", e);
    }
  }
}
