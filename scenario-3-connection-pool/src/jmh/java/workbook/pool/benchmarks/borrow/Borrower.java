package workbook.pool.benchmarks.borrow;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One borrowing thread and the longest time that it has waited for a connection. */
@State(Scope.Thread)
public class Borrower {

  private static final Queue<Borrower> ALL = new ConcurrentLinkedQueue<>();

  private long asked;
  private long longest;
  private Peer.Work plain;
  private Peer.Work timed;

  /** Makes itself known. */
  @Setup
  public void register() {
    ALL.add(this);
  }

  void asks() {
    asked = System.nanoTime();
  }

  Peer.Work timing(Peer.Work work) {
    if (plain != work) {
      plain = work;
      timed = this::served;
    }
    return timed;
  }

  private void served(Object connection) {
    longest = Math.max(longest, System.nanoTime() - asked);
    plain.with(connection);
  }

  /** The longest wait of all since the last call, in nanoseconds; only while none is running. */
  static long takeLongest() {
    long longest = 0;
    for (Borrower borrower : ALL) {
      longest = Math.max(longest, borrower.longest);
      borrower.longest = 0;
    }
    return longest;
  }
}
