package workbook.kit.embedded;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What a fault does while it is in force. */
sealed interface Effect {

  /** What can happen to connections, and to whoever wants in. */
  enum Trouble {
    REFUSING,
    SILENT,
    PAUSED,
    REJECTING
  }

  /** What can take longer, or be behind. */
  enum Work {
    LOADS,
    READS
  }

  /** Connections are in trouble. */
  record Disturbance(Trouble trouble) implements Effect {}

  /** Work takes that much longer, or is that far behind. */
  record Slow(Work work, Duration duration) implements Effect {}

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
