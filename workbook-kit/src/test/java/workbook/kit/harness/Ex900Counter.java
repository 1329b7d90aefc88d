package workbook.kit.harness;

import java.util.concurrent.atomic.AtomicInteger;

/** Stands for a learner's class: hands out numbers up to a bound, in a wrong and in a right way. */
final class Ex900Counter {

  private final AtomicInteger handedOut = new AtomicInteger();
  private final int bound = Integer.parseInt("1"); // not a constant, so that it is read

  boolean checkThenAct() {
    if (handedOut.get() < bound) {
      handedOut.incrementAndGet();
      return true;
    }
    return false;
  }

  boolean inOneStep() {
    return handedOut.getAndUpdate(n -> Math.min(bound, n + 1)) < bound;
  }

  boolean inALoop() {
    while (handedOut.get() == 0) {
      Thread.onSpinWait();
    }
    return true;
  }

  synchronized boolean underALock() {
    return checkThenAct();
  }
}
