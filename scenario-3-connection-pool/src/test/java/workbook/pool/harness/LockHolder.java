package workbook.pool.harness;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;

/** What is known of the thread that holds the lock, or the monitor, that another one waits for. */
public enum LockHolder {
  /** It has ended without unlocking. */
  GONE,
  /** It still runs or waits. */
  INSIDE,
  /** There is none: what is waited for is no lock, or has no owner. */
  NOBODY;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Who keeps this thread from going on, as seen at this moment. */
  public static LockHolder blocking(Thread waiting) {
    ThreadInfo info = THREADS.getThreadInfo(waiting.getId());
    if (info == null || info.getLockOwnerId() == -1) {
      return NOBODY;
    }
    return THREADS.getThreadInfo(info.getLockOwnerId()) == null ? GONE : INSIDE;
  }
}
