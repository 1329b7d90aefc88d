package workbook.pool;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The slots of a pool: which there are, how many are kept, and what state they are in. What changes
 * them is synchronized, for no longer than it takes to look at each slot; a borrow never is.
 */
final class Slots<C> implements Iterable<Slot<C>> {

  /** Replaced, never modified: borrowers scan it without a lock. */
  private volatile Slot<C>[] all = toArray(Stream.empty());

  /** Set under the lock, so that no slot is added later. */
  private volatile boolean closed;

  /** Leases lent by slots that were removed. */
  private long formerBorrows;

  /**
   * The slots, retired ones included while they are leased. Never empty once the pool was started.
   * Not to be modified.
   */
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
  synchronized boolean close() {
    boolean first = !closed;
    closed = true;
    forEach(slot -> slot.retired = true);
    return first;
  }

  /**
   * Adds empty slots, which the caller fills, or retires some, which the caller drains: those in
   * repair first, then idle ones, then the least leased.
   *
   * @return the slots that are new or retired
   */
  synchronized List<Slot<C>> resize(int size) {
    if (closed) {
      throw new PoolClosedException();
    }
    List<Slot<C>> kept = leastUsefulFirst();
    List<Slot<C>> surplus = kept.subList(0, Math.max(0, kept.size() - size));
    surplus.forEach(slot -> slot.retired = true);
    List<Slot<C>> added =
        Stream.generate(Slot<C>::new).limit(Math.max(0, size - kept.size())).toList();
    all = toArray(Stream.concat(Arrays.stream(all), added.stream()));
    return added.isEmpty() ? surplus : added;
  }

  /** Sorted by what each word was at one look: the words change all the time. */
  private List<Slot<C>> leastUsefulFirst() {
    return Arrays.stream(all)
        .filter(slot -> !slot.retired)
        .map(slot -> Map.entry(usefulness(slot.word()), slot))
        .sorted(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue)
        .toList();
  }

  private static int usefulness(long word) {
    return Slot.isIdle(word) ? 1 : Slot.leases(word) * 2;
  }

  /** Outdates the connections that are there, and those that are being opened or checked. */
  synchronized void outdate() {
    forEach(slot -> slot.outdated = true);
  }

  /**
   * Lets borrowers into a drained slot, unless it was retired or outdated meanwhile.
   *
   * @return whether it did
   */
  synchronized boolean open(Slot<C> slot) {
    boolean wanted = !slot.retired && !slot.outdated;
    if (wanted) {
      slot.open();
    }
    return wanted;
  }

  /** Forgets a retired slot that has no lease out. Those of a closed pool end with it. */
  synchronized void remove(Slot<C> slot) {
    if (!closed) {
      formerBorrows += Slot.borrows(slot.word());
      all = toArray(Arrays.stream(all).filter(other -> other != slot));
    }
  }

  /** Reads every slot's word exactly once. */
  synchronized Census census() {
    Census census = new Census();
    census.borrowed = formerBorrows;
    forEach(slot -> census.count(slot.word(), slot.retired));
    return census;
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
