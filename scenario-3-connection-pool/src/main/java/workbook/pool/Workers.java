package workbook.pool;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Daemon threads that end when they have been idle for a second, and lose no work: while the system
 * grants no thread, the work is tried again later; once they are shut down, whoever comes late does
 * it alone.
 */
final class Workers extends ThreadPoolExecutor {

  private static final int FEW = 4;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final TimeSource time;

  private Workers(int most, BlockingQueue<Runnable> queue, ThreadFactory threads, TimeSource time) {
    super(FEW, most, SECOND, TimeUnit.NANOSECONDS, queue, threads, (work, ended) -> work.run());
    this.time = time;
    allowCoreThreadTimeOut(true);
  }

  /** Up to four threads; what they cannot do at once waits. */
  static Workers few(ThreadFactory threads, TimeSource time) {
    return new Workers(FEW, new LinkedBlockingQueue<>(), threads, time);
  }

  /** As many threads as there is work; nothing waits. */
  static Workers many(ThreadFactory threads, TimeSource time) {
    return new Workers(Integer.MAX_VALUE, new SynchronousQueue<>(), threads, time);
  }

  /** Makes daemon threads of this name. */
  static ThreadFactory named(String name) {
    return work -> {
      Thread thread = new Thread(work, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  @Override
  public void execute(Runnable work) {
    try {
      super.execute(work);
    } catch (OutOfMemoryError e) { // so Java says that there is no thread to be had
      time.after(SECOND, this, work);
    }
  }
}
