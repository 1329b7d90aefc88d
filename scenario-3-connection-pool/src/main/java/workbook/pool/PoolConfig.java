package workbook.pool;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How a pool behaves. Immutable and validated: a config that exists can be used.
 *
 * <pre>{@code
 * PoolConfig.ofSize(10).with(BORROW_DEADLINE, ofSeconds(1)).with(LEAK_THRESHOLD, ofMinutes(1))
 * }</pre>
 *
 * @param size how many connections the pool keeps; 1 to {@value #MAX_SIZE}
 * @param leasesPerConnection how many leases may share a connection at a time; 1 makes leases
 *     exclusive, more multiplexes calls over it; 1 to {@value #MAX_LEASES}
 * @param timings the durations that differ from their defaults
 * @param start what to do when no connection can be opened at the start
 * @param listener told what happens; see {@link PoolEvent}
 * @param time where the pool reads the time and waits
 */
public record PoolConfig(
    int size,
    int leasesPerConnection,
    Map<Timing, Duration> timings,
    Start start,
    Consumer<PoolEvent> listener,
    TimeSource time) {

  /** Switches off what a duration governs. */
  public static final Duration NEVER = Duration.ofNanos(Long.MAX_VALUE / 2);

  /** The largest {@link #size()}. */
  public static final int MAX_SIZE = 10_000;

  /** The largest {@link #leasesPerConnection()}: a slot counts its leases in 16 bits. */
  public static final int MAX_LEASES = 65_535;

  /** What a pool does when the server is down while it starts. */
  public enum Start {
    /** Opens the first connection before it returns, and throws if that fails. */
    FAIL_FAST,
    /** Returns at once and keeps trying in the background. */
    KEEP_TRYING
  }

  /**
   * The durations of a pool, with their defaults. All are positive unless said otherwise. What the
   * pool does by itself it does at its next sweep, which comes every second, and for durations
   * under four seconds more often; since when a connection is unused it knows from there, too.
   */
  public enum Timing {
    /**
     * How long {@link ConnectionPool#borrow()} may take, waiting and validation together; zero
     * means "now or never".
     */
    BORROW_DEADLINE(ofSeconds(5), ZERO),
    /**
     * A connection unused for this long is checked before it is lent again; zero checks on every
     * borrow.
     */
    VALIDATE_AFTER_IDLE(ofSeconds(5), ZERO),
    /** How long one check of a connection may take; a borrower's ends with its own deadline too. */
    CHECK_DEADLINE(ofMillis(500)),
    /** A connection unused for this long is checked in the background. */
    KEEP_ALIVE(ofSeconds(10)),
    /**
     * A connection older than this is drained and replaced; each connection's own limit is up to a
     * tenth shorter, by chance, so that they are not all replaced at once.
     */
    MAX_LIFETIME(ofMinutes(30)),
    /** How long to wait after the first failed opening; doubles with each further one. */
    REPAIR_BACKOFF(ofMillis(50)),
    /** The longest wait between two openings. */
    REPAIR_BACKOFF_CAP(ofSeconds(1)),
    /** How long the pool waits for the close of a connection before it opens the next. */
    CLOSE_DEADLINE(ofSeconds(5)),
    /** A lease out for longer than this is reported with its borrower's stack. Off by default. */
    LEAK_THRESHOLD(NEVER),
    /** How long the first waiter lets newcomers overtake it; may be zero. */
    PATIENCE(ofMillis(20), ZERO);

    /** What a sweep looks for. */
    private static final Set<Timing> SWEPT =
        EnumSet.of(VALIDATE_AFTER_IDLE, KEEP_ALIVE, MAX_LIFETIME, LEAK_THRESHOLD);

    private final Duration byDefault;
    private final Duration least;

    Timing(Duration byDefault) {
      this(byDefault, Duration.ofNanos(1));
    }

    Timing(Duration byDefault, Duration least) {
      this.byDefault = byDefault;
      this.least = least;
    }

    private void check(Duration value) {
      String allowed = least.isZero() ? "not be negative" : "be positive";
      Checks.require(
          value.compareTo(least) >= 0,
          this + " is " + value + "; it must " + allowed + " (PoolConfig.NEVER switches it off)");
    }
  }

  /**
   * Checks every component.
   *
   * @throws IllegalArgumentException naming the component, its value and what is allowed
   */
  public PoolConfig {
    Checks.between("size", size, 1, MAX_SIZE);
    Checks.between("leasesPerConnection", leasesPerConnection, 1, MAX_LEASES);
    timings = Map.copyOf(timings);
    timings.forEach(Timing::check);
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(listener, "listener");
    Objects.requireNonNull(time, "time");
  }

  /** The defaults, with {@code size} connections. */
  public static PoolConfig ofSize(int size) {
    return new PoolConfig(size, 1, Map.of(), Start.FAIL_FAST, PoolEvent::log, TimeSource.SYSTEM);
  }

  /** How long that is. */
  public Duration get(Timing timing) {
    return timings.getOrDefault(timing, timing.byDefault);
  }

  /**
   * The same with another duration.
   *
   * @throws IllegalArgumentException if it is out of its range
   */
  public PoolConfig with(Timing timing, Duration value) {
    Map<Timing, Duration> changed = new HashMap<>(timings);
    changed.put(timing, Objects.requireNonNull(value, timing.name()));
    return new PoolConfig(size, leasesPerConnection, changed, start, listener, time);
  }

  /**
   * The same with another number of leases per connection.
   *
   * @throws IllegalArgumentException if it is out of its range
   */
  public PoolConfig withLeasesPerConnection(int leases) {
    return new PoolConfig(size, leases, timings, start, listener, time);
  }

  /** The same with another way to start. */
  public PoolConfig withStart(Start other) {
    return new PoolConfig(size, leasesPerConnection, timings, other, listener, time);
  }

  /** The same with a listener, in place of the one that logs what an operator should know. */
  public PoolConfig withListener(Consumer<PoolEvent> other) {
    return new PoolConfig(size, leasesPerConnection, timings, start, other, time);
  }

  /** The same in another time. */
  public PoolConfig withTime(TimeSource other) {
    return new PoolConfig(size, leasesPerConnection, timings, start, listener, other);
  }

  long nanos(Timing timing) {
    return nanos(get(timing));
  }

  /** In nanoseconds, between zero and {@link #NEVER}, so that a deadline never overflows. */
  static long nanos(Duration duration) {
    Duration positive = duration.isNegative() ? ZERO : duration;
    return (positive.compareTo(NEVER) > 0 ? NEVER : positive).toNanos();
  }

  /** How often to look for what is due: a quarter of the shortest duration, 1 ms to 1 s. */
  long sweepNanos() {
    return Timing.SWEPT.stream()
        .mapToLong(watched -> nanos(watched) / 4)
        .filter(quarter -> quarter > 0) // zero means "on every borrow"
        .reduce(ofSeconds(1).toNanos(), (a, b) -> Math.max(Math.min(a, b), 1_000_000));
  }
}
