package workbook.pool;

/**
 * What a pool looks like. The three states are a partition of the slots by construction: each
 * slot's word is read exactly once, so {@code idle + leased + repairing == size + surplus} in every
 * snapshot. The words are read one after another, so it is a partition at slightly different
 * instants, not a photograph. Totals only grow; each is read once.
 *
 * @param size how many connections the pool keeps
 * @param idle connections ready to be lent
 * @param leased connections with at least one lease out, also while they drain
 * @param repairing slots without a usable connection: it is being opened, checked or closed, or the
 *     pool waits before it tries again
 * @param surplus connections beyond {@code size}, still leased after the pool was made smaller
 * @param leases leases out; more than {@code leased} when leases share connections
 * @param waiting borrowers in the queue
 * @param closing connections whose close has not returned yet
 * @param borrowed how often a connection was lent, also when it then failed its validation
 * @param timeouts borrows that got nothing by their deadline
 * @param opened connections opened
 * @param openFailures attempts to open that failed
 * @param closed connections whose close has returned
 * @param invalidated connections given up because they were found or declared broken
 * @param leaked leases reported as leaked
 */
public record PoolStats(
    int size,
    int idle,
    int leased,
    int repairing,
    int surplus,
    int leases,
    int waiting,
    int closing,
    long borrowed,
    long timeouts,
    long opened,
    long openFailures,
    long closed,
    long invalidated,
    long leaked) {

  static PoolStats of(Slots.Census slots, int waiting, int closing, Totals totals) {
    return new PoolStats(
        slots.size(),
        slots.idle,
        slots.leased,
        slots.repairing,
        slots.surplus,
        slots.leases,
        waiting,
        closing,
        slots.borrowed,
        totals.of(PoolEvent.Exhausted.class),
        totals.of(PoolEvent.Opened.class),
        totals.of(PoolEvent.OpenFailed.class),
        totals.of(PoolEvent.Closed.class),
        totals.of(PoolEvent.Invalidated.class),
        totals.of(PoolEvent.Leaked.class));
  }
}
