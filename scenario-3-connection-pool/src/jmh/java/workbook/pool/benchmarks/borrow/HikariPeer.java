package workbook.pool.benchmarks.borrow;

import com.zaxxer.hikari.util.ConcurrentBag;
import com.zaxxer.hikari.util.ConcurrentBag.IConcurrentBagEntry;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** HikariCP's bag of connections, without the JDBC around it. */
final class HikariPeer implements Peer {

  private final ConcurrentBag<Entry> bag = new ConcurrentBag<>(waiting -> {});

  HikariPeer(int size) {
    for (int i = 0; i < size; i++) {
      bag.add(new Entry());
    }
  }

  @Override
  public void use(Work work) throws InterruptedException {
    Entry entry = bag.borrow(DEADLINE_SECONDS, TimeUnit.SECONDS);
    if (entry == null) {
      throw new IllegalStateException("nothing could be borrowed in " + DEADLINE_SECONDS + " s");
    }
    try {
      work.with(entry);
    } finally {
      bag.requite(entry);
    }
  }

  @Override
  public void close() {
    bag.close();
  }

  private static final class Entry implements IConcurrentBagEntry {
    private final AtomicInteger state = new AtomicInteger();

    @Override
    public boolean compareAndSet(int expected, int next) {
      return state.compareAndSet(expected, next);
    }

    @Override
    public void setState(int next) {
      state.set(next);
    }

    @Override
    public int getState() {
      return state.get();
    }
  }
}
