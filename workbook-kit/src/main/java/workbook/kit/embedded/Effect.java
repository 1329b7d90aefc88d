package workbook.kit.embedded;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What a fault does while it is in force. */
sealed interface Effect {

  /** On connections and on whoever wants in. */
  enum Disturbance implements Effect {
    REFUSING,
    SILENT,
    PAUSED,
    REJECTING
  }

  /** Collections take that long to load. */
  record SlowLoads(Duration duration) implements Effect {}

  /** Calls of these names wait before they are worked on. */
  record Delay(Predicate<String> names, Supplier<Duration> duration) implements Effect {}

  /** So many calls of these names fail with this, worked on before or not at all. */
  record Failure(
      Predicate<String> names, AtomicInteger left, RuntimeException with, boolean worksBefore)
      implements Effect {

    /** Whether it is this call that fails. */
    boolean takes(String name) {
      return names.test(name) && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    }

    <R> R call(Supplier<R> work) {
      if (worksBefore) {
        try {
          var unused = work.get();
        } catch (MilvusError alsoLost) {
          // The client hears neither.
        }
      }
      throw with;
    }
  }
}
