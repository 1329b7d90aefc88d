package workbook.kit.harness;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Holds threads at one place until the test opens it. A fake server passes a gate in the middle of
 * a call; while a thread stands there, the test looks at what the other threads can do.
 */
public final class Gate {

  private final CountDownLatch opened = new CountDownLatch(1);
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * Waits until the gate is open, without a limit of time: {@link TestThreads} tells by that who
   * cannot go on by itself.
   *
   * @throws InterruptedException if interrupted while waiting
   */
  public void pass() throws InterruptedException {
    waiting.incrementAndGet();
    try {
      opened.await();
    } finally {
      waiting.decrementAndGet();
    }
  }

  /** As {@link #pass()}, for where no checked exception may be thrown. */
  public void passOrFail() {
    try {
      pass();
    } catch (InterruptedException e) {
      throw new IllegalStateException("The test was ended", e);
    }
  }

  /** Lets everyone pass, now and later. */
  public void open() {
    opened.countDown();
  }

  /** How many threads stand at the gate. */
  public int waiting() {
    return waiting.get();
  }
}
