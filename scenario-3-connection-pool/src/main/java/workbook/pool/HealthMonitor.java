package workbook.pool;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import workbook.pool.HealthRecord.Verdict;

/**
 * Looks at a server at regular intervals and remembers what it found. It sees an outage, and the
 * recovery, within one interval plus the probe's deadline: every look ends in a record, also one
 * that failed.
 *
 * <p>Thread-safe. The looking is done by one daemon thread, which exists between {@link #start()}
 * and {@link #stop()}.
 */
public final class HealthMonitor implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(HealthMonitor.class);

  /**
   * How long {@link #stop()} waits for its thread; one that hangs in a probe is left to end by
   * itself.
   */
  private static final long STOP_MILLIS = 50;

  private final HealthProbe probe;
  private final Config config;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<HealthRecord> history = new ArrayDeque<>(); // guarded by lock
  private Watcher watcher; // guarded by lock

  /**
   * A monitor that is not started yet.
   *
   * @param probe looks at the server; closed when the monitor stops
   */
  public HealthMonitor(HealthProbe probe, Config config) {
    this.probe = Objects.requireNonNull(probe, "probe");
    this.config = Objects.requireNonNull(config, "config");
  }

  /**
   * How a monitor works.
   *
   * @param interval from the end of one look to the beginning of the next
   * @param probeDeadline how long a look may take; a server that needs longer counts as unhealthy
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
     * @throws IllegalArgumentException if a duration is not positive or the history has no room
     */
    public Config {
      if (!isPositive(interval) || !isPositive(probeDeadline) || !isPositive(slowAfter)) {
        throw new IllegalArgumentException(
            "interval, probe deadline and slow-after must be positive; they are "
                + List.of(interval, probeDeadline, slowAfter));
      }
      if (historySize < 1) {
        throw new IllegalArgumentException(
            "the history must have room for at least one record, not " + historySize);
      }
      Objects.requireNonNull(listener, "listener");
      Objects.requireNonNull(time, "time");
    }

    /** The defaults with another interval: 2 s deadline, slow after 500 ms, a history of 100. */
    public static Config every(Duration interval) {
      return new Config(
          interval,
          Duration.ofSeconds(2),
          Duration.ofMillis(500),
          100,
          heard -> {},
          TimeSource.system());
    }

    /** The same with a listener. */
    public Config telling(Consumer<HealthRecord> newListener) {
      return new Config(interval, probeDeadline, slowAfter, historySize, newListener, time);
    }

    private static boolean isPositive(Duration duration) {
      return !duration.isNegative() && !duration.isZero();
    }
  }

  /**
   * Starts looking, at once and then at every interval. Without effect if it is started already.
   */
  public void start() {
    lock.lock();
    try {
      if (watcher == null) {
        watcher = new Watcher();
        watcher.start();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Stops looking, within about {@value #STOP_MILLIS} ms even if a look hangs. The history stays;
   * {@link #start()} goes on with it. Without effect if it is not started.
   */
  public void stop() {
    Watcher stopped;
    lock.lock();
    try {
      stopped = watcher;
      watcher = null;
    } finally {
      lock.unlock();
    }
    if (stopped != null) {
      stopped.end();
    }
  }

  /** The same as {@link #stop()}. */
  @Override
  public void close() {
    stop();
  }

  /** Whether the monitor is between {@link #start()} and {@link #stop()}. */
  public boolean isRunning() {
    lock.lock();
    try {
      return watcher != null;
    } finally {
      lock.unlock();
    }
  }

  /** The last records, oldest first; at most {@code count}. An immutable copy. */
  public List<HealthRecord> last(int count) {
    lock.lock();
    try {
      return history.stream().skip(Math.max(0, history.size() - count)).toList();
    } finally {
      lock.unlock();
    }
  }

  /** All records that are kept, oldest first. An immutable copy. */
  public List<HealthRecord> history() {
    return last(Integer.MAX_VALUE);
  }

  private HealthRecord look() throws InterruptedException {
    Instant at = config.time().now();
    long start = config.time().nanoTime();
    try {
      HealthProbe.Answer answer = probe.look(config.probeDeadline());
      Duration latency = Duration.ofNanos(config.time().nanoTime() - start);
      String problem = answer.complaint() != null ? answer.complaint() : slowness(latency);
      Verdict verdict = problem == null ? Verdict.HEALTHY : Verdict.DEGRADED;
      return new HealthRecord(at, verdict, latency, answer.serverVersion(), problem);
    } catch (InterruptedException e) {
      throw e;
    } catch (Throwable e) { // even an Error: the outage must be recorded, the looking must go on
      Duration latency = Duration.ofNanos(config.time().nanoTime() - start);
      return new HealthRecord(at, Verdict.UNHEALTHY, latency, null, e.toString());
    }
  }

  private String slowness(Duration latency) {
    return latency.compareTo(config.slowAfter()) > 0
        ? "the answer took " + latency.toMillis() + " ms"
        : null;
  }

  private void remember(HealthRecord record) {
    lock.lock();
    try {
      if (history.size() == config.historySize()) {
        history.removeFirst();
      }
      history.addLast(record);
    } finally {
      lock.unlock();
    }
    try {
      config.listener().accept(record);
    } catch (RuntimeException e) {
      log.warn("A health listener failed; the monitor goes on", e);
    }
  }

  /** The thread of one start; a new start has a new one, even if an old one still hangs. */
  private final class Watcher extends Thread {
    private volatile boolean ended;

    Watcher() {
      super("health-monitor");
      setDaemon(true);
    }

    @Override
    public void run() {
      try {
        while (!ended) {
          HealthRecord record = look();
          if (!ended) {
            remember(record);
            pause();
          }
        }
      } catch (InterruptedException e) {
        log.debug("The health monitor was stopped during a look");
      } finally {
        probe.close();
      }
    }

    private void pause() {
      long end = config.time().nanoTime() + config.interval().toNanos();
      while (!ended && end - config.time().nanoTime() > 0) {
        config.time().parkUntil(HealthMonitor.this, end);
      }
    }

    void end() {
      ended = true;
      interrupt();
      LockSupport.unpark(this);
      if (Thread.currentThread() == this) {
        return; // stopped by its own listener
      }
      try {
        TimeUnit.MILLISECONDS.timedJoin(this, STOP_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
