package workbook.pool.exercises;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/** One immutable state, replaced by compare-and-set; who cannot go on sleeps until somebody has. */
final class Ex301BorrowAndReturn<C> {

  interface Opener<C> {
    C open() throws Exception;
  }

  private final int size;
  private final Opener<C> opener;

  /** What is idle, and how many places are taken. */
  private record State<C>(List<C> idle, int taken) {}

  private final AtomicReference<State<C>> state = new AtomicReference<>(new State<>(List.of(), 0));
  private final Queue<Thread> sleepers = new ConcurrentLinkedQueue<>();

  Ex301BorrowAndReturn(int size, Opener<C> opener) {
    this.size = size;
    this.opener = opener;
  }

  C borrow() throws Exception {
    Thread me = Thread.currentThread();
    while (true) {
      State<C> now = state.get();
      if (!now.idle.isEmpty()) {
        State<C> next = new State<>(now.idle.subList(1, now.idle.size()), now.taken);
        if (state.compareAndSet(now, next)) {
          return now.idle.get(0);
        }
      } else if (now.taken < size) {
        if (state.compareAndSet(now, new State<>(now.idle, now.taken + 1))) {
          return open();
        }
      } else {
        sleepUnlessChanged(me, now);
      }
    }
  }

  /** First in the queue, then a last look: whoever changes the state after it finds the sleeper. */
  private void sleepUnlessChanged(Thread me, State<C> seen) throws InterruptedException {
    sleepers.add(me);
    if (state.get() == seen) {
      LockSupport.park(this);
    }
    sleepers.remove(me);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  private C open() throws Exception {
    try {
      return opener.open();
    } catch (Throwable e) {
      change(now -> new State<>(now.idle, now.taken - 1));
      throw e;
    }
  }

  void giveBack(C connection) {
    change(
        now -> {
          List<C> more = new ArrayList<>(now.idle);
          more.add(connection);
          return new State<>(List.copyOf(more), now.taken);
        });
  }

  private void change(UnaryOperator<State<C>> how) {
    state.updateAndGet(how);
    sleepers.forEach(LockSupport::unpark);
  }
}
