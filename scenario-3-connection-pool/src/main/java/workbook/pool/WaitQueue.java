package workbook.pool;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Borrowers that found nothing, first come, first served. Only the head of the queue looks for a
 * connection; the others park until they are the head.
 *
 * <p>Newcomers that find a connection do not come here at all, so they may overtake the waiters.
 * That is where the throughput of a busy pool comes from, and why it needs a limit: once the head
 * has waited for {@code patience}, {@link #starving()} sends newcomers to the back of the queue.
 */
final class WaitQueue {

  private final TimeSource time;
  private final long patience;
  private final Queue<Thread> queue = new ConcurrentLinkedQueue<>();

  /** The head, while it wants to be woken by the next return. Taken by whoever wakes it, once. */
  private final AtomicReference<Thread> armed = new AtomicReference<>();

  private volatile boolean starving;

  WaitQueue(TimeSource time, long patienceNanos) {
    this.time = time;
    this.patience = patienceNanos;
  }

  /** Whether the head waiter has been overtaken for long enough. */
  boolean starving() {
    return starving;
  }

  int size() {
    return queue.size();
  }

  /**
   * Waits in the queue until {@code attempt} succeeds for the head.
   *
   * @param attempt looks for a connection, without blocking; {@code null} if there is none. What it
   *     throws ends the wait, and the next waiter becomes the head
   * @param deadline by {@link TimeSource#nanoTime()}
   * @return what the attempt returned, or {@code null} when the deadline has passed
   * @throws InterruptedException if interrupted before or while waiting; nothing was taken
   */
  <T> T await(Supplier<T> attempt, long deadline) throws InterruptedException {
    Thread me = Thread.currentThread();
    long since = time.nanoTime();
    queue.add(me);
    try {
      for (; ; ) {
        if (Thread.interrupted()) {
          throw new InterruptedException("interrupted while waiting in the queue");
        }
        boolean head = me.equals(queue.peek());
        if (head) {
          // Arm, then look: a return after the look finds the armed head and wakes it. The other
          // way round, a return between the look and the arming would wake nobody.
          armed.set(me);
          T found = attempt.get();
          if (found != null) {
            return found;
          }
        }
        long now = time.nanoTime();
        if (now - deadline >= 0) {
          return null;
        }
        long longest = head ? headParks(now - since) : Long.MAX_VALUE;
        time.parkUntil(this, now + Math.min(deadline - now, longest));
      }
    } finally {
      leave(me);
    }
  }

  /**
   * How long the head may park; notes whether its patience has ended. It never parks for much
   * longer, because a returner may be preempted between taking the armed head and unparking it.
   */
  private long headParks(long waited) {
    starving = waited >= patience;
    return starving ? Math.max(patience, TimeUnit.MILLISECONDS.toNanos(1)) : patience - waited;
  }

  private void leave(Thread me) {
    if (me.equals(queue.peek())) {
      starving = false;
    }
    queue.remove(me);
    armed.compareAndSet(me, null);
    wakeHead();
  }

  /** Wakes the head if it is armed: a connection may have come free. Called after every return. */
  void wake() {
    if (armed.get() != null) { // a look costs less than an exchange, and comes with every return
      LockSupport.unpark(armed.getAndSet(null));
    }
  }

  /** Wakes the head whether or not it is armed, to look at a world that has changed. */
  void wakeHead() {
    LockSupport.unpark(queue.peek());
  }
}
