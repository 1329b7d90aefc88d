package workbook.pool;

import java.util.concurrent.CountDownLatch;

/** Waits as code does that heeds no interrupt. */
final class Uninterruptibly {

  private Uninterruptibly() {}

  static void await(CountDownLatch latch) {
    boolean interrupted = false;
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
