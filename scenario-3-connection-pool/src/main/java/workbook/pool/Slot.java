package workbook.pool;

import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongPredicate;

/**
 * A place for one connection, governed by one atomic word: how often it was lent, whether it has
 * been quiet, whether it drains, and how many leases are out.
 *
 * <pre>word = borrows (46 bits) | quiet (1 bit) | draining (1 bit) | leases (16 bits)</pre>
 *
 * <p>Everything that may happen to a connection is one step of this word:
 *
 * <ul>
 *   <li>borrow: one lease and one borrow more, while the draining bit is clear; not quiet any more;
 *   <li>return: one lease less;
 *   <li>a sweep that finds the slot idle: the quiet bit is set;
 *   <li>invalidate, lifetime, shrink, rotation, close: the draining bit is set, so that no borrow
 *       succeeds;
 *   <li>whoever leaves a draining slot without leases is the <em>last one out</em>, exactly one
 *       thread, and hands the slot to {@link Maintenance}, which alone may clear the bit again.
 * </ul>
 *
 * <p>The borrow count makes every lease's word unique. An exclusive lease keeps it as its
 * <em>ticket</em>: a second return finds another word and does nothing, without a flag of its own.
 */
final class Slot<C> {

  private static final long LEASE = 1;
  private static final long LEASES = 0xFFFF;
  private static final long DRAINING = LEASES + 1;
  private static final long QUIET = DRAINING << 1;
  private static final long BORROW = QUIET << 1;

  @SuppressWarnings("rawtypes") // a generic class has no class object of its own
  private static final AtomicLongFieldUpdater<Slot> WORD =
      AtomicLongFieldUpdater.newUpdater(Slot.class, "word");

  /** What a return or a drain led to. */
  enum Outcome {
    /**
     * The lease had been returned before, or the connection was draining already; nothing changed.
     */
    NOTHING,
    /** The slot can be borrowed, or others still hold leases. */
    DONE,
    /** The slot drains and no lease is out: the caller must hand it to {@link Maintenance}. */
    LAST_OUT
  }

  /** Draining and empty until the first connection is published. */
  private volatile long word = DRAINING;

  /** Written while the slot is draining and empty; {@link #open} makes it visible to borrowers. */
  private C connection;

  /** The connection as long as nobody has begun to close it. */
  private final AtomicReference<C> unclosed = new AtomicReference<>();

  /** Set when the slot is to disappear instead of being repaired. */
  volatile boolean retired;

  /** Set when the connection is to be checked, not closed, once the last lease is returned. */
  volatile boolean recheck;

  /**
   * The id of the thread that has the exclusive lease, less the lease's ticket. So a return need
   * not clear it: what an earlier holder has left does not go with the present word.
   */
  private long holder;

  /** When the connection's lifetime ends. */
  volatile long expiresAt;

  /** Set when the connection must go because its opening was begun before a rotation. */
  volatile boolean outdated;

  /**
   * Nothing but distance to the next slot in memory. Two threads that use neighbours on one cache
   * line slow each other down as if they shared a connection.
   */
  @SuppressWarnings("unused")
  private final long[] apart = new long[16];

  /** Since when the slot is known to be idle; written before the quiet bit is set. */
  private long quietSince;

  static int leases(long word) {
    return (int) (word & LEASES);
  }

  static boolean isDraining(long word) {
    return (word & DRAINING) != 0;
  }

  static boolean isIdle(long word) {
    return (word & (DRAINING | LEASES)) == 0;
  }

  /** How many leases had been lent when the slot had this word. */
  static long borrows(long word) {
    return word / BORROW;
  }

  /** The ticket of the lease that a successful {@code tryBorrow(seen)} has lent. */
  static long ticket(long seen) {
    return (seen & ~QUIET) + BORROW + LEASE;
  }

  long word() {
    return word;
  }

  /** Lends a lease if nothing has changed since this word, which must have room, was read. */
  boolean tryBorrow(long seen) {
    return WORD.compareAndSet(this, seen, ticket(seen));
  }

  void heldBy(long threadId, long ticket) {
    holder = threadId - ticket;
  }

  /** Exact for the thread that asks for itself. */
  boolean isHeldBy(long threadId) {
    long seen = word;
    return leases(seen) > 0 && holder + (seen & ~DRAINING) == threadId;
  }

  /** Notes since when the slot has been idle, if this word is the first to say so. */
  void markQuiet(long seen, long since) {
    if (isIdle(seen) && (seen & QUIET) == 0) {
      quietSince = since;
      WORD.compareAndSet(this, seen, seen | QUIET);
    }
  }

  /**
   * For how long the slot is known to have been idle that had this word, the present one or the one
   * that the caller took it by; zero, without a look at the clock, if nothing is known.
   */
  long quietFor(long seen, TimeSource time) {
    return (seen & QUIET) == 0 ? 0 : time.nanoTime() - quietSince;
  }

  /**
   * Takes back the one lease that has this ticket. Two attempts are enough: while that lease is
   * out, all that can happen to the word is that the draining bit is set, once.
   */
  Outcome giveBackExclusive(long ticket) {
    if (WORD.compareAndSet(this, ticket, ticket - LEASE)) {
      return Outcome.DONE;
    }
    boolean drained = WORD.compareAndSet(this, ticket | DRAINING, (ticket | DRAINING) - LEASE);
    return drained ? Outcome.LAST_OUT : Outcome.NOTHING;
  }

  /** Takes back one of several leases; the caller makes sure that each is returned once. */
  Outcome giveBackShared() {
    long after = WORD.addAndGet(this, -LEASE);
    return isDraining(after) && leases(after) == 0 ? Outcome.LAST_OUT : Outcome.DONE;
  }

  /** Whether the exclusive lease with this ticket is still out. */
  boolean isOut(long ticket) {
    return (word & ~DRAINING) == ticket;
  }

  /** Drains whatever connection is there. */
  Outcome drain() {
    return drainIf(word -> true);
  }

  /** Drains the slot if it is idle; then the caller is the last one out. */
  boolean drainIdle() {
    return drainIf(Slot::isIdle) == Outcome.LAST_OUT;
  }

  /**
   * Drains the slot if it still holds this connection with a lease out; never the connection's
   * successor: a word with leases in it cannot come back after they were all returned, because the
   * next lease raises the borrow count.
   *
   * @return whether this call has set the bit
   */
  boolean drainLeased(C expected) {
    return drainIf(word -> leases(word) > 0 && connection == expected) == Outcome.DONE;
  }

  /** Sets the draining bit. The order matters: word, condition, CAS. */
  private Outcome drainIf(LongPredicate condition) {
    for (; ; ) {
      long seen = word;
      if (isDraining(seen) || !condition.test(seen)) {
        return Outcome.NOTHING;
      }
      if (WORD.compareAndSet(this, seen, seen | DRAINING)) {
        return leases(seen) == 0 ? Outcome.LAST_OUT : Outcome.DONE;
      }
    }
  }

  /** The connection; stable for whoever holds a lease. */
  C connection() {
    return connection;
  }

  /** Gives the connection to the one caller who must close it; {@code null} to everyone else. */
  C takeConnection() {
    return unclosed.getAndSet(null);
  }

  /** Puts a connection into the drained, empty slot; borrowers get it when it is opened. */
  void put(C connection) {
    this.connection = connection;
    unclosed.set(connection);
  }

  /** Lets borrowers into the drained slot. */
  void open() {
    WORD.updateAndGet(this, seen -> seen & ~(DRAINING | QUIET));
  }
}
