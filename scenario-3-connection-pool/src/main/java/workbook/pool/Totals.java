package workbook.pool;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what happened and tells the listener; never on the fast path of a borrow. */
final class Totals {

  private static final Logger log = LoggerFactory.getLogger(Totals.class);

  final LongAdder timeouts = new LongAdder();
  final LongAdder opened = new LongAdder();
  final LongAdder openFailures = new LongAdder();
  final LongAdder closed = new LongAdder();
  final LongAdder invalidated = new LongAdder();
  final LongAdder leaked = new LongAdder();

  /** Borrows that the words of the slots count but that did not become a lease for the caller. */
  final LongAdder refused = new LongAdder();

  private final PoolListener listener;

  Totals(PoolListener listener) {
    this.listener = listener;
  }

  void opened(Duration took) {
    opened.increment();
    tell(told -> told.opened(took));
  }

  void openFailed(Throwable failure) {
    openFailures.increment();
    tell(told -> told.openFailed(failure));
  }

  void closed() {
    closed.increment();
    tell(PoolListener::closed);
  }

  void invalidated(Throwable cause) {
    invalidated.increment();
    tell(told -> told.invalidated(cause));
  }

  void timedOut(PoolException failure) {
    timeouts.increment();
    tell(told -> told.exhausted(failure));
  }

  void nestedBorrow(String thread) {
    log.warn(
        "Thread '{}' waits for a connection while it holds another one of the same pool. When all"
            + " borrowers do that, nobody can go on: borrow once and pass the connection on.",
        thread);
    tell(told -> told.nestedBorrow(thread));
  }

  void leaked(PoolListener.Leak leak) {
    leaked.increment();
    tell(told -> told.leaked(leak));
  }

  private void tell(Consumer<PoolListener> event) {
    try {
      event.accept(listener);
    } catch (RuntimeException e) {
      log.warn("A pool listener failed; the pool goes on", e);
    }
  }
}
