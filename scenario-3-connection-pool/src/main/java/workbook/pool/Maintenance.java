package workbook.pool;

import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import workbook.pool.PoolConfig.Timing;

/**
 * Opens, closes, checks and replaces connections on the pool's own threads, so that a slow connect
 * holds no lock and breaks no borrower's deadline.
 *
 * <p>A slot that is draining and has no lease out belongs to this class until its connection is let
 * in again. That is what makes "no slot is ever lost" easy to see: {@link #takeOver} is called
 * exactly once a drain, and each path from there ends in {@link #letIn}, in a later try, or with a
 * retired slot that is forgotten.
 */
final class Maintenance<C> {

  private static final Logger log = LoggerFactory.getLogger(Maintenance.class);
  private static final AtomicInteger POOLS = new AtomicInteger();

  private final ConnectionFactory<C> factory;
  private final PoolConfig config;
  private final TimeSource time;
  private final Totals totals;
  private final Slots<C> slots;
  private final WaitQueue queue;

  /** {@code null} when leak detection is off. */
  private final LeakDetector leaks;

  // One hung connect must not delay the other slots, a hundred at once would only hurt the server,
  // and no check or close must wait for either.
  private final ExecutorService openers;
  private final ExecutorService checkers;
  private final ExecutorService closers;

  /** Closes under way. */
  private final AtomicInteger closing = new AtomicInteger();

  private volatile Throwable lastFailure;

  Maintenance(
      ConnectionFactory<C> factory,
      PoolConfig config,
      Totals totals,
      Slots<C> slots,
      WaitQueue queue,
      LeakDetector leaks) {
    this.factory = factory;
    this.config = config;
    this.time = config.time();
    this.totals = totals;
    this.slots = slots;
    this.queue = queue;
    this.leaks = leaks;
    String name = "pool-" + POOLS.incrementAndGet();
    openers = Workers.few(Workers.named(name + "-opener"), time);
    checkers = Workers.few(Workers.named(name + "-checker"), time);
    closers = Workers.many(Workers.named(name + "-closer"), time);
  }

  /** The last failure of a connection or an opening since one succeeded; {@code null} if none. */
  Throwable lastFailure() {
    return lastFailure;
  }

  int closing() {
    return closing.get();
  }

  /**
   * Opens a connection on the caller's thread and lets borrowers in.
   *
   * @throws ConnectionUnavailableException if it cannot be opened
   */
  void openFirst(Slot<C> slot) {
    try {
      open(slot);
    } catch (Throwable e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new ConnectionUnavailableException(e);
    }
    letIn(slot);
  }

  /** Opens a connection for a drained, empty slot, soon, and again until it succeeds. */
  void fill(Slot<C> slot) {
    openers.execute(() -> tryToFill(slot, config.nanos(Timing.REPAIR_BACKOFF)));
  }

  /** Ends the lifetime of a slot's connection. */
  void drain(Slot<C> slot) {
    if (slot.drain() == Slot.Outcome.LAST_OUT) {
      takeOver(slot);
    }
  }

  /** A connection was found or declared broken. */
  void invalidated(Throwable cause) {
    lastFailure = cause;
    totals.record(new PoolEvent.Invalidated(cause));
  }

  /** Has a slot's connection checked if it is idle. */
  void checkIdle(Slot<C> slot) {
    if (slot.drainIdle()) {
      checkers.execute(() -> keepOrReplace(slot));
    }
  }

  /** Fills the slots that are new, drains those that are retired. */
  void resize(int size) {
    synchronized (slots) { // another resize must find these slots filled or drained
      for (Slot<C> slot : slots.resize(size)) {
        if (slot.retired) {
          drain(slot);
        } else {
          fill(slot);
        }
      }
    }
  }

  /** Drains every connection, also those that are just being opened or checked. */
  void rotate() {
    slots.outdate();
    slots.forEach(this::drain);
  }

  /** Takes a drained slot from its last one out. */
  void takeOver(Slot<C> slot) {
    boolean check = slot.recheck;
    slot.recheck = false;
    if (check) {
      checkers.execute(() -> keepOrReplace(slot));
    } else {
      closers.execute(() -> replace(slot));
    }
  }

  private void tryToFill(Slot<C> slot, long pause) {
    if (slot.retired) {
      slots.remove(slot);
      return;
    }
    try {
      open(slot);
    } catch (Throwable e) { // even an Error: the slot must live on
      lastFailure = e;
      totals.record(new PoolEvent.OpenFailed(e));
      long capped = Math.min(pause, config.nanos(Timing.REPAIR_BACKOFF_CAP));
      time.after(jittered(capped, 0.5), openers, () -> tryToFill(slot, 2 * capped));
      return;
    }
    letIn(slot);
  }

  /** Puts a new connection into the slot. A rotation from now on makes it outdated. */
  private void open(Slot<C> slot) throws Exception {
    slot.outdated = false;
    long start = time.nanoTime();
    C connection = Objects.requireNonNull(factory.open(), "ConnectionFactory.open() returned null");
    long now = time.nanoTime();
    slot.put(connection);
    slot.expiresAt = now + jittered(config.nanos(Timing.MAX_LIFETIME), 0.1);
    lastFailure = null;
    totals.record(new PoolEvent.Opened(Duration.ofNanos(now - start)));
  }

  /** Lets borrowers in, unless the pool has changed meanwhile. */
  private void letIn(Slot<C> slot) {
    if (slots.open(slot)) {
      queue.wake();
    } else {
      takeOver(slot);
    }
  }

  private void keepOrReplace(Slot<C> slot) {
    try {
      if (!slot.retired) { // a pool that ends may have closed this connection already
        factory.check(slot.connection(), config.get(Timing.CHECK_DEADLINE));
      }
    } catch (Throwable e) { // even an Error: the slot must live on
      invalidated(e);
      closers.execute(() -> replace(slot));
      return;
    }
    letIn(slot);
  }

  /** Closes the slot's connection and moves on when that is done or has taken long enough. */
  private void replace(Slot<C> slot) {
    Runnable moveOn = new FutureTask<>(() -> fill(slot), null); // runs once, however often called
    time.after(config.nanos(Timing.CLOSE_DEADLINE), closers, moveOn);
    close(slot);
    moveOn.run();
  }

  /** Closes the slot's connection, unless somebody else does, even if a lease is still out. */
  private void close(Slot<C> slot) {
    C connection = slot.takeConnection();
    if (connection == null) {
      return;
    }
    closing.incrementAndGet();
    try {
      factory.close(connection);
    } catch (Throwable e) { // even an Error: the slot must live on
      log.warn("Closing a connection failed; it counts as closed", e);
    } finally {
      closing.decrementAndGet();
      totals.record(new PoolEvent.Closed());
    }
  }

  /** Does what is due now, and again after a while, until the pool is closed. */
  void sweep() {
    if (slots.isClosed()) {
      return;
    }
    slots.forEach(this::sweep);
    keepAlive();
    if (leaks != null) {
      leaks.report();
    }
    time.after(config.sweepNanos(), closers, this::sweep);
  }

  /** Looks at a slot that can be borrowed: end of lifetime, since when it is quiet. */
  private void sweep(Slot<C> slot) {
    long now = time.nanoTime();
    long word = slot.word();
    if (!Slot.isDraining(word) && now - slot.expiresAt >= 0) {
      drain(slot);
    } else {
      slot.markQuiet(word, now);
    }
  }

  /** Checks what has been quiet for long, but leaves borrowers half of what is not leased. */
  private void keepAlive() {
    Slots.Census census = slots.census();
    int atMost = Math.max(0, census.idle - (census.idle + census.repairing) / 2);
    Arrays.stream(slots.all()).filter(this::isQuietForLong).limit(atMost).forEach(this::checkIdle);
  }

  /** Not a slot whose check has begun: one that hangs must not stand for the others. */
  private boolean isQuietForLong(Slot<C> slot) {
    long word = slot.word();
    return Slot.isIdle(word) && slot.quietFor(word, time) >= config.nanos(Timing.KEEP_ALIVE);
  }

  private static long jittered(long full, double share) {
    return full - (long) (full * share * ThreadLocalRandom.current().nextDouble());
  }

  /**
   * Ends everything: openings and checks are interrupted, and may end within the close deadline, as
   * may closes after that.
   */
  void shutDown() {
    openers.shutdownNow();
    checkers.shutdownNow();
    closeAll(slot -> Slot.leases(slot.word()) > 0); // under their leases
    awaitEnd(openers);
    awaitEnd(checkers);
    closeAll(slot -> true); // also what was opened or checked meanwhile
    closers.shutdown();
    awaitEnd(closers);
    closers.shutdownNow();
  }

  /** In real time, because executors know no other; if interrupted, not at all. */
  private void awaitEnd(ExecutorService workers) {
    try {
      workers.awaitTermination(config.nanos(Timing.CLOSE_DEADLINE), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void closeAll(Predicate<Slot<C>> which) {
    Arrays.stream(slots.all()).filter(which).forEach(slot -> closers.execute(() -> close(slot)));
  }
}
