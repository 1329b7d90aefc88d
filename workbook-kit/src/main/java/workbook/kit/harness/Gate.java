package workbook.kit.harness;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Holds threads at one place until the test opens it. A fake server passes a gate in the middle of
 * a call; while a thread stands there, the test looks at what the other threads can do.
 */
public final class Gate {

  /** Longer than any test may take; only so that no thread stands here for ever. */
  private static final int LIMIT_SECONDS = 20;

  private final CountDownLatch opened = new CountDownLatch(1);
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * Waits until the gate is open.
   *
   * @throws InterruptedException if interrupted while waiting
   * @throws TimeoutException if nobody opens the gate
   */
  public void pass() throws InterruptedException, TimeoutException {
    waiting.incrementAndGet();
    try {
      if (!opened.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new TimeoutException("Nobody has opened the gate");
      }
    } finally {
      waiting.decrementAndGet();
    }
  }

  /** As {@link #pass()}, for where no checked exception may be thrown. */
  public void passOrFail() {
    try {
      pass();
    } catch (InterruptedException | TimeoutException e) {
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
