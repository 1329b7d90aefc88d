package workbook.pool;

import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * How a pool behaves. Immutable and validated: a config that exists can be used.
 *
 * <p>Every duration is positive unless said otherwise; {@link #NEVER} switches a feature off.
 *
 * @param size how many connections the pool keeps; 1 to {@value #MAX_SIZE}
 * @param leasesPerConnection how many leases may share a connection at a time; 1 makes leases
 *     exclusive, more multiplexes calls over it; 1 to {@value #MAX_LEASES}
 * @param borrowDeadline how long {@link ConnectionPool#borrow()} may take, waiting and validation
 *     together; zero means "now or never"
 * @param validateAfterIdle a connection unused for this long is checked before it is lent again;
 *     zero checks on every borrow
 * @param checkDeadline how long one check of a connection may take; a borrower's check also ends
 *     with its own deadline
 * @param keepAlive a connection unused for this long is checked in the background
 * @param maxLifetime a connection older than this is drained and replaced; each connection's own
 *     limit is up to a tenth shorter, by chance, so that they are not all replaced at once
 * @param repairBackoff how long to wait after the first failed opening; doubles with each further
 *     one
 * @param repairBackoffCap the longest wait between two openings
 * @param closeDeadline how long the pool waits for the close of a connection before it opens the
 *     next
 * @param leakThreshold a lease out for longer than this is reported with its borrower's stack
 * @param patience how long the first waiter lets newcomers overtake it; see {@link
 *     ConnectionPool#borrow(Duration)}
 * @param start what to do when no connection can be opened at the start
 * @param listener told what happens
 * @param time where the pool reads the time and waits
 */
public record PoolConfig(
    int size,
    int leasesPerConnection,
    Duration borrowDeadline,
    Duration validateAfterIdle,
    Duration checkDeadline,
    Duration keepAlive,
    Duration maxLifetime,
    Duration repairBackoff,
    Duration repairBackoffCap,
    Duration closeDeadline,
    Duration leakThreshold,
    Duration patience,
    Start start,
    PoolListener listener,
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
   * Checks every component.
   *
   * @throws IllegalArgumentException naming the component, its value and what is allowed
   */
  public PoolConfig {
    checkSize(size);
    between("leasesPerConnection", leasesPerConnection, 1, MAX_LEASES);
    notNegative("borrowDeadline", borrowDeadline);
    notNegative("validateAfterIdle", validateAfterIdle);
    positive("checkDeadline", checkDeadline);
    positive("keepAlive", keepAlive);
    positive("maxLifetime", maxLifetime);
    positive("repairBackoff", repairBackoff);
    positive("repairBackoffCap", repairBackoffCap);
    positive("closeDeadline", closeDeadline);
    positive("leakThreshold", leakThreshold);
    notNegative("patience", patience);
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(listener, "listener");
    Objects.requireNonNull(time, "time");
    if (repairBackoffCap.compareTo(repairBackoff) < 0) {
      throw new IllegalArgumentException(
          "repairBackoffCap is " + repairBackoffCap + ", less than repairBackoff " + repairBackoff);
    }
  }

  /** The defaults, with {@code size} connections. */
  public static PoolConfig ofSize(int size) {
    return builder().size(size).build();
  }

  /** A builder that starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** How often to look for what is due: a quarter of the shortest duration, 1 ms to 1 s. */
  Duration sweepPause() {
    return Stream.of(validateAfterIdle, keepAlive, maxLifetime, leakThreshold)
        .filter(watched -> !watched.isZero())
        .map(watched -> Duration.ofMillis(Math.min(Math.max(watched.toMillis() / 4, 1), 1_000)))
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  static void checkSize(int size) {
    between("size", size, 1, MAX_SIZE);
  }

  private static void between(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " is " + value + "; it must be between " + least + " and " + most);
    }
  }

  private static void notNegative(String name, Duration value) {
    if (Objects.requireNonNull(value, name).isNegative()) {
      throw new IllegalArgumentException(name + " is " + value + "; it must not be negative");
    }
  }

  private static void positive(String name, Duration value) {
    if (Objects.requireNonNull(value, name).isZero() || value.isNegative()) {
      throw new IllegalArgumentException(
          name
              + " is "
              + value
              + "; it must be positive (PoolConfig.NEVER switches a feature off)");
    }
  }

  /** Builds a {@link PoolConfig}; each method sets the component of its name. Not thread-safe. */
  public static final class Builder {
    private int size = 10;
    private int leasesPerConnection = 1;
    private Duration borrowDeadline = Duration.ofSeconds(5);
    private Duration validateAfterIdle = Duration.ofSeconds(5);
    private Duration checkDeadline = Duration.ofMillis(500);
    private Duration keepAlive = Duration.ofSeconds(10);
    private Duration maxLifetime = Duration.ofMinutes(30);
    private Duration repairBackoff = Duration.ofMillis(50);
    private Duration repairBackoffCap = Duration.ofSeconds(1);
    private Duration closeDeadline = Duration.ofSeconds(5);
    private Duration leakThreshold = NEVER;
    private Duration patience = Duration.ofMillis(20);
    private Start start = Start.FAIL_FAST;
    private PoolListener listener = PoolListener.NONE;
    private TimeSource time = TimeSource.system();

    private Builder() {}

    public Builder size(int connections) {
      size = connections;
      return this;
    }

    public Builder leasesPerConnection(int leases) {
      leasesPerConnection = leases;
      return this;
    }

    public Builder borrowDeadline(Duration deadline) {
      borrowDeadline = deadline;
      return this;
    }

    public Builder validateAfterIdle(Duration idle) {
      validateAfterIdle = idle;
      return this;
    }

    public Builder checkDeadline(Duration deadline) {
      checkDeadline = deadline;
      return this;
    }

    public Builder keepAlive(Duration idle) {
      keepAlive = idle;
      return this;
    }

    public Builder maxLifetime(Duration lifetime) {
      maxLifetime = lifetime;
      return this;
    }

    /** Sets {@link PoolConfig#repairBackoff()} and {@link PoolConfig#repairBackoffCap()}. */
    public Builder repairBackoff(Duration first, Duration cap) {
      repairBackoff = first;
      repairBackoffCap = cap;
      return this;
    }

    public Builder closeDeadline(Duration deadline) {
      closeDeadline = deadline;
      return this;
    }

    public Builder leakThreshold(Duration threshold) {
      leakThreshold = threshold;
      return this;
    }

    public Builder patience(Duration firstWaiter) {
      patience = firstWaiter;
      return this;
    }

    public Builder start(Start atStart) {
      start = atStart;
      return this;
    }

    public Builder listener(PoolListener told) {
      listener = told;
      return this;
    }

    public Builder time(TimeSource source) {
      time = source;
      return this;
    }

    /**
     * The config.
     *
     * @throws IllegalArgumentException if a component is out of its range
     */
    public PoolConfig build() {
      return new PoolConfig(
          size,
          leasesPerConnection,
          borrowDeadline,
          validateAfterIdle,
          checkDeadline,
          keepAlive,
          maxLifetime,
          repairBackoff,
          repairBackoffCap,
          closeDeadline,
          leakThreshold,
          patience,
          start,
          listener,
          time);
    }
  }
}
