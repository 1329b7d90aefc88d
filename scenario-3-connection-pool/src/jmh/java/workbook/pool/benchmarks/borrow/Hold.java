package workbook.pool.benchmarks.borrow;

import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.infra.Blackhole;

/** What a borrower does while it holds a connection. */
final class Hold {

  /** About two microseconds. */
  private static final long CPU_TOKENS = 1_000;

  /** As long as the fastest of calls; the kernel makes it some 0.15 ms. */
  private static final long PARK_NANOS = 100_000;

  private Hold() {}

  static Peer.Work named(String name, Blackhole sink) {
    return switch (name) {
      case "none" -> sink::consume;
      case "cpu" -> connection -> Blackhole.consumeCPU(CPU_TOKENS);
      case "parked" -> connection -> LockSupport.parkNanos(PARK_NANOS);
      default -> throw new IllegalArgumentException("no such hold: " + name);
    };
  }
}
