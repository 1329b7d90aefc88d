package workbook.pool;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import workbook.pool.HealthRecord.Verdict;

/**
 * Looks at a server at regular intervals and remembers what it found. It sees an outage, and the
 * recovery, within one interval plus the probe's deadline: every look ends in a record, also one
 * that failed.
 *
 * <p>Thread-safe. The looking is done by one daemon thread, which runs between {@link #start()} and
 * {@link #close()}. A monitor that was closed stays so: its probe belongs to that one thread.
 */
public final class HealthMonitor implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(HealthMonitor.class);

  /**
   * How long {@link #close()} waits for its thread; one that hangs in a probe is left to end by
   * itself.
   */
  private static final long CLOSE_MILLIS = 50;

  private final HealthProbe probe;
  private final Config config;
  private final Thread watcher = Workers.named("health-monitor").newThread(this::watch);

  /** Replaced, never modified, by the watcher alone. */
  private volatile List<HealthRecord> history = List.of();

  private volatile boolean closed;

  /**
   * A monitor that is not started yet.
   *
   * @param probe looks at the server; closed with the monitor
   */
  public HealthMonitor(HealthProbe probe, Config config) {
    this.probe = Objects.requireNonNull(probe, "probe");
    this.config = Objects.requireNonNull(config, "config");
  }

  /**
   * How a monitor works.
   *
   * @param interval from the end of one look to the beginning of the next
   * @param probeDeadline how long a look may take; the probe ends one that takes longer, and it
   *     failed
   * @param slowAfter a server that needs longer than this counts as degraded
   * @param historySize how many records are kept
   * @param listener told of every record, on the monitor's thread; what it throws is logged and
   *     ignored
   * @param time where the monitor reads the time and waits
   */
  public record Config(
      Duration interval,
      Duration probeDeadline,
      Duration slowAfter,
      int historySize,
      Consumer<HealthRecord> listener,
      TimeSource time) {

    /**
     * Checks every component.
     *
     * @throws IllegalArgumentException if a duration is shorter than a millisecond or the history
     *     has no room
     */
    public Config {
      Checks.positive("interval", interval);
      Checks.positive("probeDeadline", probeDeadline);
      Checks.positive("slowAfter", slowAfter);
      Checks.require(historySize > 0, "historySize is " + historySize + "; it must be positive");
      Objects.requireNonNull(listener, "listener");
      Objects.requireNonNull(time, "time");
    }

    /** The defaults with another interval: 2 s deadline, slow after 500 ms, a history of 100. */
    public static Config every(Duration interval) {
      Duration deadline = Duration.ofSeconds(2);
      Duration slow = Duration.ofMillis(500);
      return new Config(interval, deadline, slow, 100, heard -> {}, TimeSource.SYSTEM);
    }
  }

  /**
   * Starts looking, at once and then at every interval. Without effect if it is started already.
   *
   * @throws IllegalStateException if the monitor was closed
   */
  public synchronized void start() {
    if (closed) {
      throw new IllegalStateException("This monitor is closed. Make a new one.");
    }
    if (watcher.getState() == Thread.State.NEW) {
      watcher.start();
    }
  }

  /**
   * Stops looking, within about {@value #CLOSE_MILLIS} ms even if a look hangs; nothing of that
   * look is recorded. The history stays.
   */
  @Override
  public void close() {
    closed = true;
    watcher.interrupt();
    try {
      watcher.join(CLOSE_MILLIS);
    } catch (InterruptedException e) { // at once, if its own listener closes the monitor
      Thread.currentThread().interrupt();
    }
  }

  /** All records that are kept, oldest first. Immutable: later looks do not show in it. */
  public List<HealthRecord> history() {
    return history;
  }

  /** The last of them, oldest first; at most {@code count}. Immutable, too. */
  public List<HealthRecord> last(int count) {
    List<HealthRecord> all = history;
    return all.stream().skip(Math.max(0, all.size() - count)).toList();
  }

  private void watch() {
    try {
      while (!closed) {
        HealthRecord record = look();
        if (!closed) {
          remember(record);
          tell(record);
          pause();
        }
      }
    } finally {
      probe.close();
    }
  }

  private HealthRecord look() {
    Instant at = config.time().now();
    long start = config.time().nanoTime();
    try {
      HealthProbe.Answer answer = probe.look(config.probeDeadline());
      Duration latency = since(start);
      String problem = answer.complaint();
      if (problem == null && latency.compareTo(config.slowAfter()) > 0) {
        problem = "the answer took " + latency.toMillis() + " ms";
      }
      Verdict verdict = problem == null ? Verdict.HEALTHY : Verdict.DEGRADED;
      return new HealthRecord(at, verdict, latency, answer.serverVersion(), problem);
    } catch (Throwable e) { // even an Error: the outage must be recorded, the looking must go on
      return new HealthRecord(at, Verdict.UNHEALTHY, since(start), null, e.toString());
    }
  }

  private Duration since(long start) {
    return Duration.ofNanos(config.time().nanoTime() - start);
  }

  private void remember(HealthRecord record) {
    Stream<HealthRecord> others = last(config.historySize() - 1).stream();
    history = Stream.concat(others, Stream.of(record)).toList();
  }

  private void tell(HealthRecord record) {
    try {
      config.listener().accept(record);
    } catch (Throwable e) { // even an Error: the looking must go on
      log.warn("A health listener failed; the monitor goes on", e);
    }
  }

  private void pause() {
    long end = config.time().nanoTime() + config.interval().toNanos();
    Thread.interrupted(); // left by the probe or the listener; whether to stop stands in the field
    while (!closed && end - config.time().nanoTime() > 0) {
      config.time().parkUntil(this, end);
    }
  }
}
