package workbook.pool;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** The slots of a pool: which there are, how many are kept, and what state they are in. */
final class Slots<C> implements Iterable<Slot<C>> {

  private final ReentrantLock changes = new ReentrantLock();

  /** Replaced, never modified: borrowers scan it without a lock. */
  private volatile Slot<C>[] all;

  /** Leases lent by slots that were removed; guarded by {@link #changes}. */
  private long formerBorrows;

  Slots(int size) {
    List<Slot<C>> slots = new ArrayList<>();
    add(slots, size);
    all = toArray(slots);
  }

  /** The slots, retired ones included while they are leased. Not to be modified. */
  Slot<C>[] all() {
    return all;
  }

  @Override
  public Iterator<Slot<C>> iterator() {
    return Arrays.asList(all).iterator();
  }

  /**
   * Adds slots, which the caller fills, or retires some, which the caller drains: those in repair
   * first, then idle ones, then the least leased.
   */
  Change<C> resize(int size) {
    changes.lock();
    try {
      List<Slot<C>> kept = new ArrayList<>(Arrays.asList(all));
      kept.removeIf(slot -> slot.retired);
      kept.sort(Comparator.comparingInt(slot -> usefulness(slot.word())));
      List<Slot<C>> surplus = List.copyOf(kept.subList(0, Math.max(0, kept.size() - size)));
      surplus.forEach(slot -> slot.retired = true);

      List<Slot<C>> grown = new ArrayList<>(Arrays.asList(all));
      List<Slot<C>> added = add(grown, size - kept.size());
      all = toArray(grown);
      return new Change<>(added, surplus);
    } finally {
      changes.unlock();
    }
  }

  /**
   * What a resize has changed.
   *
   * @param added empty slots, to be filled
   * @param retired slots to be drained
   */
  record Change<C>(List<Slot<C>> added, List<Slot<C>> retired) {}

  private static int usefulness(long word) {
    return Slot.isIdle(word) ? 1 : Slot.leases(word) * 2;
  }

  /** Forgets a retired slot that has no lease out. */
  void remove(Slot<C> slot) {
    changes.lock();
    try {
      List<Slot<C>> rest = new ArrayList<>(Arrays.asList(all));
      if (rest.remove(slot)) {
        formerBorrows += Slot.borrows(slot.word());
        all = toArray(rest);
      }
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
      for (Slot<C> slot : all) {
        census.count(slot.word(), slot.retired);
      }
      return census;
    } finally {
      changes.unlock();
    }
  }

  /** How many slots are in which state; see {@link PoolStats} for the terms. */
  static final class Census {
    int size;
    int idle;
    int leased;
    int repairing;
    int surplus;
    int leases;
    long borrowed;

    private void count(long word, boolean retired) {
      int out = Slot.leases(word);
      borrowed += Slot.borrows(word);
      leases += out;
      if (!retired) {
        size++;
      }
      if (out > 0) {
        leased++;
        surplus += retired ? 1 : 0;
      } else if (!retired) {
        idle += Slot.isDraining(word) ? 0 : 1;
        repairing += Slot.isDraining(word) ? 1 : 0;
      }
    }
  }

  private static <C> List<Slot<C>> add(List<Slot<C>> slots, int count) {
    List<Slot<C>> added = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      added.add(new Slot<>());
    }
    slots.addAll(added);
    return added;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the only way to make an array of a generic class
  private static <C> Slot<C>[] toArray(List<Slot<C>> slots) {
    return slots.toArray(new Slot[0]);
  }
}
