package workbook.pool;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The right to use a connection, from {@link ConnectionPool#borrow} until {@link #close()}. Use it
 * with try-with-resources, for one or a few calls, and keep other work outside of it: while the
 * lease is out, others may wait.
 *
 * <p>Thread-safe in what it promises: however often and from however many threads it is closed, the
 * connection is returned once. Which threads use the connection is the connection's own matter.
 *
 * @param <C> the connection
 */
public final class Lease<C> implements AutoCloseable {

  private final ConnectionPool<C> pool;
  private final Slot<C> slot;
  private final C connection;
  private final long ticket;

  /** Whether the connection was unused for so long that the borrower must validate it. */
  final boolean stale;

  /**
   * Whether a shared lease is open. {@code null} for an exclusive one, which is open as long as its
   * ticket is valid and so needs no flag.
   */
  private final AtomicBoolean open;

  Lease(ConnectionPool<C> pool, Slot<C> slot, long ticket, boolean shared, boolean stale) {
    this.pool = pool;
    this.slot = slot;
    this.connection = slot.connection();
    this.ticket = ticket;
    this.open = shared ? new AtomicBoolean(true) : null;
    this.stale = stale;
  }

  /**
   * The connection. Do not keep it: it is yours only while the lease is open.
   *
   * @throws IllegalStateException if the lease was closed
   */
  public C connection() {
    if (!isOpen()) {
      throw new IllegalStateException(
          "This lease is closed; its connection may already serve another borrower."
              + " Use the connection only before close().");
    }
    return connection;
  }

  /**
   * Declares the connection broken: nobody borrows it any more, and it is closed and replaced when
   * its last lease is closed. The lease stays open; close it as always. Without effect on a closed
   * lease.
   *
   * @param cause what showed that the connection is broken; told to the pool's listener, unless the
   *     connection was draining already
   */
  public void invalidate(Throwable cause) {
    if (!isOpen()) {
      return;
    }
    if (slot.drainLeased(connection)) {
      pool.invalidated(cause);
    } else {
      slot.recheck = false; // it drains already; but now it is known to be broken
    }
  }

  /**
   * Declares the connection suspect: nobody borrows it any more, and when its last lease is closed
   * it is checked in the background, then lent again or replaced. The lease stays open. Without
   * effect on a closed lease.
   */
  public void suspect() {
    if (isOpen() && !slot.recheck) {
      slot.recheck = true;
      if (!slot.drainLeased(connection)) {
        slot.recheck = false; // it drains already, to be closed
      }
    }
  }

  /** Returns the connection to the pool. Later calls do nothing. Never blocks, never throws. */
  @Override
  public void close() {
    Slot.Outcome outcome = open == null ? slot.giveBackExclusive(ticket) : closeShared();
    if (outcome != Slot.Outcome.NOTHING) {
      pool.returned(this, slot, outcome);
    }
  }

  private Slot.Outcome closeShared() {
    return open.getAndSet(false) ? slot.giveBackShared() : Slot.Outcome.NOTHING;
  }

  private boolean isOpen() {
    return open == null ? slot.isOut(ticket) : open.get();
  }
}
