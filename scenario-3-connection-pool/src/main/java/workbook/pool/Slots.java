package workbook.pool;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** The slots of a pool: which there are, how many are kept, and what state they are in. */
final class Slots<C> implements Iterable<Slot<C>> {

  private final ReentrantLock changes = new ReentrantLock();

  /** Replaced, never modified: borrowers scan it without a lock. */
  private volatile Slot<C>[] all = toArray(Stream.empty());

  /** Set under the lock, so that no slot is added later. */
  private volatile boolean closed;

  /** Leases lent by slots that were removed; guarded by {@link #changes}. */
  private long formerBorrows;

  /** The slots, retired ones included while they are leased. Not to be modified. */
  Slot<C>[] all() {
    return all;
  }

  @Override
  public Iterator<Slot<C>> iterator() {
    return Arrays.asList(all).iterator();
  }

  boolean isClosed() {
    return closed;
  }

  /**
   * Retires all slots and lets nothing be added any more.
   *
   * @return whether this was the first call
   */
  boolean close() {
    changes.lock();
    try {
      boolean first = !closed;
      closed = true;
      forEach(slot -> slot.retired = true);
      return first;
    } finally {
      changes.unlock();
    }
  }

  /**
   * Adds empty slots, which the caller fills, or retires some, which the caller drains: those in
   * repair first, then idle ones, then the least leased.
   *
   * @return the slots that are new or retired
   */
  List<Slot<C>> resize(int size) {
    changes.lock();
    try {
      if (closed) {
        throw new PoolClosedException();
      }
      List<Slot<C>> kept = new ArrayList<>(Arrays.asList(all));
      kept.removeIf(slot -> slot.retired);
      kept.sort(Comparator.comparingInt(slot -> usefulness(slot.word())));
      List<Slot<C>> surplus = List.copyOf(kept.subList(0, Math.max(0, kept.size() - size)));
      surplus.forEach(slot -> slot.retired = true);
      List<Slot<C>> added =
          Stream.generate(Slot<C>::new).limit(Math.max(0, size - kept.size())).toList();
      all = toArray(Stream.concat(Arrays.stream(all), added.stream()));
      return added.isEmpty() ? surplus : added;
    } finally {
      changes.unlock();
    }
  }

  private static int usefulness(long word) {
    return Slot.isIdle(word) ? 1 : Slot.leases(word) * 2;
  }

  /** Forgets a retired slot that has no lease out. */
  void remove(Slot<C> slot) {
    changes.lock();
    try {
      formerBorrows += Slot.borrows(slot.word());
      all = toArray(Arrays.stream(all).filter(other -> other != slot));
    } finally {
      changes.unlock();
    }
  }

  /** Reads every slot's word exactly once. */
  Census census() {
    changes.lock();
    try {
      Census census = new Census();
      census.borrowed = formerBorrows;
      forEach(slot -> census.count(slot.word(), slot.retired));
      return census;
    } finally {
      changes.unlock();
    }
  }

  /** How many slots are in which state; see {@link PoolStats} for the terms. */
  static final class Census {
    int idle;
    int leased;
    int repairing;
    int surplus;
    int leases;
    long borrowed;

    private void count(long word, boolean retired) {
      borrowed += Slot.borrows(word);
      leases += Slot.leases(word);
      if (Slot.leases(word) > 0) {
        leased++;
        surplus += retired ? 1 : 0;
      } else if (!retired) {
        idle += Slot.isIdle(word) ? 1 : 0;
        repairing += Slot.isIdle(word) ? 0 : 1;
      }
    }

    int size() {
      return idle + leased + repairing - surplus;
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the only way to make an array of a generic class
  private static <C> Slot<C>[] toArray(Stream<Slot<C>> slots) {
    return slots.toArray(Slot[]::new);
  }
}
