package workbook.pool;

import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import workbook.pool.PoolConfig.Timing;

/**
 * A bounded, self-repairing pool of connections.
 *
 * <pre>{@code
 * try (var pool = ConnectionPool.open(factory, PoolConfig.ofSize(10))) {
 *   try (Lease<Connection> lease = pool.borrow()) {
 *     lease.connection().search(request);
 *   } // returned here, once, whatever happened
 * }
 * }</pre>
 *
 * <p>At most {@code size} connections are open at a time, plus those whose close hangs and those
 * that are still leased after {@link #resize}. A failed connection is replaced in the background
 * for as long as it takes; no failure makes the pool smaller.
 *
 * <p>Thread-safe, for platform and virtual threads. A borrower's thread never opens and never
 * closes a connection, and holds no lock while it checks one.
 *
 * @param <C> the connection
 */
public final class ConnectionPool<C> implements AutoCloseable {

  /** What {@link #close()} grants the leases that are out. */
  private static final Duration DEFAULT_GRACE = Duration.ofSeconds(5);

  private final ConnectionFactory<C> factory;
  private final PoolConfig config;
  private final TimeSource time;
  private final Duration borrowDeadline;
  private final int limit;
  private final long validateAfterIdle;

  private final Totals totals;

  /** {@code null} when leak detection is off, so that it costs nothing. */
  private final LeakDetector leaks;

  private final WaitQueue queue;

  /** Where {@link #close} waits for the last lease. */
  private final WaitQueue returns;

  private final Slots<C> slots = new Slots<>();
  private final Maintenance<C> maintenance;

  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean allCameBack;

  private ConnectionPool(ConnectionFactory<C> factory, PoolConfig config) {
    this.factory = Objects.requireNonNull(factory, "factory");
    this.config = Objects.requireNonNull(config, "config");
    time = config.time();
    borrowDeadline = config.get(Timing.BORROW_DEADLINE);
    limit = config.leasesPerConnection();
    validateAfterIdle = config.nanos(Timing.VALIDATE_AFTER_IDLE);
    totals = new Totals(config.listener());
    boolean watched = config.nanos(Timing.LEAK_THRESHOLD) < PoolConfig.NEVER.toNanos();
    leaks = watched ? new LeakDetector(config, totals) : null;
    queue = new WaitQueue(time, config.nanos(Timing.PATIENCE));
    returns = new WaitQueue(time, config.nanos(Timing.PATIENCE));
    maintenance = new Maintenance<>(factory, config, totals, slots, queue, leaks);
  }

  /**
   * Opens a pool. With {@link PoolConfig.Start#FAIL_FAST} its first connection is opened on this
   * thread, the others follow in the background; with {@link PoolConfig.Start#KEEP_TRYING} all do.
   *
   * @throws ConnectionUnavailableException if the first connection of a fail-fast start cannot be
   *     opened; nothing is left running
   */
  public static <C> ConnectionPool<C> open(ConnectionFactory<C> factory, PoolConfig config) {
    ConnectionPool<C> pool = new ConnectionPool<>(factory, config);
    pool.start();
    return pool;
  }

  private void start() {
    Iterator<Slot<C>> empty = slots.resize(config.size()).iterator();
    if (config.start() == PoolConfig.Start.FAIL_FAST) {
      maintenance.openFirst(empty.next()); // before anything runs that would have to be stopped
    }
    empty.forEachRemaining(maintenance::fill);
    maintenance.sweep();
  }

  /**
   * Borrows within {@link Timing#BORROW_DEADLINE}; see {@link #borrow(Duration)}.
   *
   * @throws PoolException as there
   * @throws InterruptedException as there
   */
  public Lease<C> borrow() throws InterruptedException {
    return borrow(borrowDeadline);
  }

  /**
   * Borrows a connection. The deadline covers everything: waiting for a connection and validating
   * it.
   *
   * <p>Waiters are served first come, first served. A newcomer may overtake them until the first
   * has waited for {@link Timing#PATIENCE}; then newcomers queue up behind. So no borrower starves,
   * and what is bounded is the overtaking, not the total wait. With a deadline of zero the pool is
   * tried once, and may be found empty although a connection comes free at the same moment, waits
   * for someone else, or is to be validated first.
   *
   * @param atMost how long to try; zero for now or never
   * @return a lease; close it, best with try-with-resources
   * @throws PoolExhaustedException if the deadline passed while others had the usable connections,
   *     or came first
   * @throws ConnectionUnavailableException if it passed and no connection was usable
   * @throws PoolClosedException if the pool is closed, at once
   * @throws InterruptedException if the thread was interrupted and would have had to wait; nothing
   *     was taken
   */
  public Lease<C> borrow(Duration atMost) throws InterruptedException {
    Objects.requireNonNull(atMost, "atMost");
    Lease<C> lease = queue.starving() ? null : take();
    if (lease == null || lease.stale) {
      lease = borrowSlowly(lease, atMost);
    }
    if (leaks != null) {
      leaks.borrowed(lease);
    }
    return lease;
  }

  /**
   * Borrows, runs the work, returns the connection. If the work fails, {@link
   * ConnectionFactory#damage} decides whether the connection is returned as it is, checked first,
   * or replaced.
   *
   * @return what the work returned
   * @throws X what the work threw
   * @throws PoolException if nothing could be borrowed, see {@link #borrow(Duration)}
   * @throws InterruptedException likewise
   */
  public <R, X extends Exception> R call(Work<? super C, R, X> work)
      throws X, InterruptedException {
    try (Lease<C> lease = borrow()) {
      try {
        return work.apply(lease.connection());
      } catch (Throwable failure) {
        switch (factory.damage(failure)) {
          case BROKEN -> lease.invalidate(failure);
          case SUSPECTED -> lease.suspect();
          case NONE -> {}
        }
        throw failure;
      }
    }
  }

  /**
   * Takes the slot where this thread begins to look, which is mostly idle, or scans for another.
   */
  private Lease<C> take() {
    long thread = Thread.currentThread().getId();
    Slot<C>[] all = slots.all();
    Slot<C> first = all[startFor(thread, all.length)];
    long seen = first.word();
    return Slot.isIdle(seen) && first.tryBorrow(seen) ? lend(first, seen, thread) : scan();
  }

  /**
   * Looks at every slot, from a place that differs from thread to thread, and takes the first idle
   * one; with shared leases the least loaded one otherwise. Never blocks: it looks again only if
   * another borrower was faster.
   *
   * @return {@code null} if there is none
   * @throws PoolClosedException if there will be none
   */
  private Lease<C> scan() {
    long thread = Thread.currentThread().getId();
    Slot<C>[] all = slots.all();
    int start = startFor(thread, all.length);
    for (; ; ) {
      Slot<C> best = null;
      long bestSeen = 0;
      int least = limit;
      int at = start;
      for (int i = 0; i < all.length; i++) {
        Slot<C> slot = all[at];
        long seen = slot.word();
        if (Slot.isIdle(seen) && slot.tryBorrow(seen)) {
          return lend(slot, seen, thread);
        }
        if (!Slot.isDraining(seen) && Slot.leases(seen) < least) {
          best = slot;
          bestSeen = seen;
          least = Slot.leases(seen);
        }
        at = at + 1 == all.length ? 0 : at + 1;
      }
      if (best == null) {
        if (slots.isClosed()) {
          throw new PoolClosedException();
        }
        return null;
      }
      if (best.tryBorrow(bestSeen)) {
        return lend(best, bestSeen, thread);
      }
    }
  }

  /** By the lowest bits of its id: threads that were started one after another begin apart. */
  private static int startFor(long thread, int slots) {
    return (int) thread & (Integer.highestOneBit(slots) - 1);
  }

  private Lease<C> lend(Slot<C> slot, long seen, long thread) {
    long ticket = Slot.ticket(seen);
    slot.heldBy(thread, ticket);
    boolean stale = slot.quietFor(seen, time) >= validateAfterIdle;
    return new Lease<>(this, slot, ticket, limit > 1, stale);
  }

  /**
   * Validates what was taken and waits for what was not, until there is a lease or the time is up.
   */
  private Lease<C> borrowSlowly(Lease<C> taken, Duration atMost) throws InterruptedException {
    long start = time.nanoTime();
    long deadline = start + PoolConfig.nanos(atMost);
    Lease<C> lease = taken;
    if (lease == null && deadline - start > 0) {
      warnIfNested();
    }
    while (lease == null || (lease.stale && !isValid(lease, deadline))) {
      // Too late for one stale connection is too late for the next, which must not be drained, too.
      boolean late = lease != null && deadline - time.nanoTime() <= 0;
      lease = late ? null : queue.await(this::scan, deadline);
      if (lease == null) {
        throw gaveUp(start);
      }
    }
    return lease;
  }

  /**
   * Checks the leased connection; if it is not valid, or not known to be in time, returns the
   * lease.
   */
  private boolean isValid(Lease<C> lease, long deadline) throws InterruptedException {
    boolean valid = false;
    try {
      long left = Math.min(deadline - time.nanoTime(), config.nanos(Timing.CHECK_DEADLINE));
      if (left > 0) {
        factory.check(lease.connection(), Duration.ofNanos(left));
        valid = true;
      }
    } catch (InterruptedException e) {
      throw e;
    } catch (Throwable e) { // even an Error: the lease must come back
      if (deadline - time.nanoTime() > 0) { // a check that was too late says nothing
        lease.invalidate(e);
        slots.forEach(maintenance::checkIdle); // one dead connection is seldom alone
      }
    } finally {
      if (!valid) {
        lease.suspect(); // without effect if it was invalidated
        lease.close();
      }
    }
    return valid;
  }

  private PoolException gaveUp(long start) {
    if (slots.isClosed()) {
      return new PoolClosedException();
    }
    Duration waited = Duration.ofNanos(time.nanoTime() - start);
    PoolStats stats = stats();
    Throwable last = maintenance.lastFailure();
    PoolException failure =
        stats.idle() + stats.leased() > 0
            ? new PoolExhaustedException(stats, waited, last)
            : new ConnectionUnavailableException(stats, waited, last);
    totals.record(new PoolEvent.Exhausted(failure));
    return failure;
  }

  /** A thread that waits for a connection while it holds one may be waiting for itself. */
  private void warnIfNested() {
    Thread me = Thread.currentThread();
    if (limit == 1 && Arrays.stream(slots.all()).anyMatch(slot -> slot.isHeldBy(me.getId()))) {
      totals.record(new PoolEvent.NestedBorrow(me.getName()));
    }
  }

  /** Whether newcomers queue up at the moment. */
  boolean starving() {
    return queue.starving();
  }

  void invalidated(Throwable cause) {
    maintenance.invalidated(cause);
  }

  /** A lease has given its slot back. */
  void returned(Lease<C> lease, Slot<C> slot, Slot.Outcome outcome) {
    if (leaks != null) {
      leaks.returned(lease);
    }
    if (outcome == Slot.Outcome.LAST_OUT) {
      maintenance.takeOver(slot);
      returns.wake();
    }
    queue.wake();
  }

  /** What the pool looks like now. */
  public PoolStats stats() {
    return PoolStats.of(slots.census(), queue.size(), maintenance.closing(), totals);
  }

  /**
   * Changes how many connections the pool keeps. New ones are opened in the background. Of surplus
   * ones, those that are not leased are closed at once, the others when they come back: until then
   * more than {@code size} may be open. Growing again at once may open new ones while the surplus
   * is still closing.
   *
   * @throws IllegalArgumentException if the size is not between 1 and {@link PoolConfig#MAX_SIZE}
   * @throws PoolClosedException if the pool is closed
   */
  public void resize(int size) {
    Checks.between("size", size, 1, PoolConfig.MAX_SIZE);
    maintenance.resize(size);
  }

  /**
   * Replaces every connection: idle ones now, leased ones when they come back. For instance after
   * the factory was given new credentials.
   */
  public void rotate() {
    maintenance.rotate();
  }

  /**
   * Closes the pool, granting five seconds to leases that are out; see {@link #close(Duration)}. If
   * the thread is interrupted meanwhile, they are granted no more, and the interrupt flag is set.
   */
  @Override
  public void close() {
    try {
      close(DEFAULT_GRACE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Closes the pool. From now on nothing is lent, and waiters are woken with {@link
   * PoolClosedException}. Idle connections are closed at once, leased ones as they come back; those
   * still out after the grace are closed under their borrowers' hands. Closing such a lease later
   * is harmless. A second caller waits for the same end.
   *
   * <p>What is under way after that, an opening, a check or a close, is given the {@link
   * Timing#CLOSE_DEADLINE} once more each. Not to be called by the pool's listener, which may run
   * on a thread that this waits for.
   *
   * @param grace how long to wait for leases that are out; may be zero
   * @return whether all leases came back in time
   * @throws InterruptedException if interrupted while waiting; the pool is closed all the same,
   *     without further grace
   */
  public boolean close(Duration grace) throws InterruptedException {
    if (!slots.close()) {
      ended.await();
      return allCameBack;
    }
    try {
      slots.forEach(maintenance::drain);
      queue.wakeHead();
      long deadline = time.nanoTime() + PoolConfig.nanos(grace);
      allCameBack = returns.await(() -> stats().leases() == 0 ? true : null, deadline) != null;
      return allCameBack;
    } finally {
      maintenance.shutDown();
      ended.countDown();
    }
  }
}
