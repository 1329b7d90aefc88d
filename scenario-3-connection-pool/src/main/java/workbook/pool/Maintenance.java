package workbook.pool;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens, closes, checks and replaces connections on the pool's own threads, so that a slow connect
 * holds no lock and breaks no borrower's deadline.
 *
 * <p>A slot that is draining and has no lease out belongs to this class until its connection is
 * published again. That is what makes "no slot is ever lost" easy to see: {@link #takeOver} is
 * called exactly once a drain, and each path from there ends in {@code publish}, in a later try, or
 * with a retired slot.
 */
final class Maintenance<C> {

  private static final Logger log = LoggerFactory.getLogger(Maintenance.class);

  /**
   * One hung connect must not delay the other slots; a hundred at once would only hurt the server.
   */
  private static final int PARALLEL_OPENINGS = 4;

  private final ConnectionFactory<C> factory;
  private final PoolConfig config;
  private final TimeSource time;
  private final Totals totals;
  private final Runnable published;
  private final Scheduler scheduler;
  private final ThreadPoolExecutor openers;
  private final ThreadPoolExecutor closers;

  /** Closes under way. */
  private final AtomicInteger closing = new AtomicInteger();

  /** Everything under way that {@link #shutDown} waits for. */
  private final AtomicInteger busy = new AtomicInteger();

  private volatile Thread awaitsQuiet;
  private volatile Throwable lastFailure;

  /** Raised by each rotation: what was opened before it must go. */
  private final AtomicInteger rotation = new AtomicInteger();

  /**
   * @param name of the pool, for its threads
   * @param published told when a connection was published
   */
  Maintenance(
      String name,
      ConnectionFactory<C> factory,
      PoolConfig config,
      Totals totals,
      Runnable published) {
    this.factory = factory;
    this.config = config;
    this.time = config.time();
    this.totals = totals;
    this.published = published;
    this.scheduler = new Scheduler(name + "-scheduler", time);
    this.openers = threads(PARALLEL_OPENINGS, new LinkedBlockingQueue<>(), name + "-opener");
    this.closers = threads(0, new SynchronousQueue<>(), name + "-closer");
  }

  /** Up to {@code most} threads, or as many as there is work if that is 0; idle ones end. */
  private static ThreadPoolExecutor threads(int most, BlockingQueue<Runnable> queue, String name) {
    int limit = most == 0 ? Integer.MAX_VALUE : most;
    var threads = new ThreadPoolExecutor(most, limit, 1, TimeUnit.SECONDS, queue, daemons(name));
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  private static ThreadFactory daemons(String name) {
    AtomicInteger number = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /**
   * The last failure to open or check a connection since one was last opened; {@code null} if none.
   */
  Throwable lastFailure() {
    return lastFailure;
  }

  int closing() {
    return closing.get();
  }

  /** Runs a short task again and again on the scheduler's thread until the pool is closed. */
  void every(Duration pause, Runnable task) {
    scheduler.every(pause, task);
  }

  /** Opens a connection on the caller's thread and publishes it. */
  void openFirst(Slot<C> slot) throws Exception {
    publish(slot, open());
  }

  /** Opens a connection for a drained, empty slot, soon, and again until it succeeds. */
  void fill(Slot<C> slot) {
    run(openers, () -> tryToFill(slot));
  }

  /** Takes a drained slot from its last one out. */
  void takeOver(Slot<C> slot) {
    if (slot.recheck && !slot.retired) {
      slot.recheck = false;
      run(openers, () -> recheck(slot));
    } else {
      replace(slot);
    }
  }

  /**
   * Closes the slot's connection now, though a lease is out; the lease's return then finds nothing.
   */
  void closeUnderLease(Slot<C> slot) {
    C connection = slot.takeConnection();
    if (connection != null) {
      close(connection, () -> {});
    }
  }

  /** From now on no connection that was opened earlier is published. */
  void rotate() {
    rotation.incrementAndGet();
  }

  private void tryToFill(Slot<C> slot) {
    int before = rotation.get();
    if (slot.retired) {
      return;
    }
    try {
      publish(slot, open());
    } catch (Throwable e) { // even an Error: the slot must live on
      lastFailure = e;
      totals.openFailed(e);
      scheduler.after(backoff(++slot.notes.failures), () -> fill(slot));
      return;
    }
    if ((slot.retired || before != rotation.get()) && slot.drain() == Slot.Outcome.LAST_OUT) {
      replace(slot); // it was opened for a pool that has changed meanwhile
    }
  }

  private C open() throws Exception {
    long start = time.nanoTime();
    C connection = Objects.requireNonNull(factory.open(), "ConnectionFactory.open() returned null");
    totals.opened(Duration.ofNanos(time.nanoTime() - start));
    return connection;
  }

  private void publish(Slot<C> slot, C connection) {
    lastFailure = null;
    slot.notes.failures = 0;
    slot.notes.expiresAt = time.nanoTime() + jittered(config.maxLifetime(), 0.1);
    slot.publish(connection);
    published.run();
  }

  private void recheck(Slot<C> slot) {
    try {
      factory.check(slot.connection(), config.checkDeadline());
    } catch (Throwable e) { // even an Error: the slot must live on
      lastFailure = e;
      totals.invalidated(e);
      replace(slot);
      return;
    }
    slot.reopen();
    published.run();
    if (slot.retired && slot.drain() == Slot.Outcome.LAST_OUT) {
      replace(slot);
    }
  }

  /** Closes the slot's connection and moves on when that is done or has taken long enough. */
  private void replace(Slot<C> slot) {
    C old = slot.takeConnection();
    if (old == null) {
      fill(slot);
      return;
    }
    AtomicBoolean movedOn = new AtomicBoolean();
    Runnable moveOn =
        () -> {
          if (movedOn.compareAndSet(false, true)) {
            fill(slot);
          }
        };
    scheduler.after(config.closeDeadline(), moveOn);
    close(old, moveOn);
  }

  private void close(C connection, Runnable then) {
    closing.incrementAndGet();
    Runnable work =
        () -> {
          try {
            factory.close(connection);
          } catch (Exception e) {
            log.warn("Closing a connection failed; it counts as closed", e);
          } finally {
            closing.decrementAndGet();
            totals.closed();
          }
          then.run();
        };
    if (!run(closers, work)) {
      work.run(); // opened while the pool shut down: better closed here than never
    }
  }

  /** Does what is due for a slot: end of lifetime, keep-alive, mark for validation. */
  void sweep(Slot<C> slot) {
    long now = time.nanoTime();
    long word = slot.word();
    if (Slot.isDraining(word)) {
      return;
    }
    if (now - slot.notes.expiresAt >= 0) {
      drain(slot);
    } else if (Slot.isIdle(word)) {
      sweepIdle(slot, word, now);
    }
  }

  private void sweepIdle(Slot<C> slot, long word, long now) {
    Slot.Notes notes = slot.notes;
    if (notes.quietWord != word) {
      notes.quietWord = word;
      notes.quietSince = now;
      return;
    }
    long quiet = now - notes.quietSince;
    if (quiet >= config.keepAlive().toNanos()) {
      recheckIdle(slot);
    } else if (quiet >= config.validateAfterIdle().toNanos()) {
      slot.staleWord = word;
    }
  }

  /** Has a slot's connection checked if it is idle. */
  void recheckIdle(Slot<C> slot) {
    if (slot.drainIdle(slot.word())) {
      run(openers, () -> recheck(slot));
    }
  }

  /** Ends the lifetime of the slot's connection. */
  void expire(Slot<C> slot) {
    slot.notes.expiresAt = time.nanoTime(); // for a slot that is being checked just now
    drain(slot);
  }

  private void drain(Slot<C> slot) {
    if (slot.drain() == Slot.Outcome.LAST_OUT) {
      takeOver(slot);
    }
  }

  private Duration backoff(int failures) {
    long first = config.repairBackoff().toNanos();
    long cap = config.repairBackoffCap().toNanos();
    int doublings = Math.min(failures - 1, Long.numberOfLeadingZeros(first) - 2);
    return Duration.ofNanos(jittered(Math.min(first << doublings, cap), 0.5));
  }

  private static long jittered(Duration full, double share) {
    return jittered(full.toNanos(), share);
  }

  private static long jittered(long full, double share) {
    return full - (long) (full * share * ThreadLocalRandom.current().nextDouble());
  }

  /** Runs work on a pool's thread; {@code false} if these threads have ended. */
  private boolean run(ExecutorService threads, Runnable work) {
    busy.incrementAndGet();
    try {
      threads.execute(
          () -> {
            try {
              work.run();
            } finally {
              done();
            }
          });
      return true;
    } catch (RejectedExecutionException shutDown) {
      done();
      return false;
    }
  }

  private void done() {
    busy.decrementAndGet();
    LockSupport.unpark(awaitsQuiet);
  }

  /**
   * Ends everything: openings are interrupted, closes may finish within the close deadline.
   *
   * @return whether nothing was left running
   */
  boolean shutDown() {
    scheduler.stop();
    awaitsQuiet = Thread.currentThread();
    openers.shutdownNow().forEach(dropped -> done());
    long deadline = time.nanoTime() + config.closeDeadline().toNanos();
    while (busy.get() > 0
        && deadline - time.nanoTime() > 0
        && !Thread.currentThread().isInterrupted()) {
      time.parkUntil(this, deadline);
    }
    closers.shutdownNow();
    return busy.get() == 0;
  }
}
