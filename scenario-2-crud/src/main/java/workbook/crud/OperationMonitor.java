package workbook.crud;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Counts, for each operation on a server, how often it ran, how often it failed and how long it
 * took. Thread-safe.
 */
public final class OperationMonitor {

  private final ConcurrentHashMap<String, Operation> operations = new ConcurrentHashMap<>();
  private final LongSupplier nanoTime;

  /** A monitor that has seen nothing yet. */
  public OperationMonitor() {
    this(System::nanoTime);
  }

  OperationMonitor(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * What is known about one operation.
   *
   * @param calls how often it ran, with or without success
   * @param failures how often it threw
   * @param total how long all calls took together
   * @param longest how long the longest call took
   */
  public record Operation(long calls, long failures, Duration total, Duration longest) {

    private Operation plus(Operation other) {
      return new Operation(
          calls + other.calls,
          failures + other.failures,
          total.plus(other.total),
          longest.compareTo(other.longest) >= 0 ? longest : other.longest);
    }
  }

  /**
   * Runs a call and takes note of it.
   *
   * @param operation what the call does, for instance {@code "insert"}
   * @return what the call returned
   * @throws Exception what the call threw
   */
  public <T> T measure(String operation, Callable<T> call) throws Exception {
    long start = nanoTime.getAsLong();
    boolean failed = true;
    try {
      T result = call.call();
      failed = false;
      return result;
    } finally {
      Duration took = Duration.ofNanos(nanoTime.getAsLong() - start);
      Operation once = new Operation(1, failed ? 1 : 0, took, took);
      operations.merge(operation, once, Operation::plus);
    }
  }

  /** What was seen so far, by operation; an immutable copy. */
  public Map<String, Operation> seen() {
    return Map.copyOf(operations);
  }
}
