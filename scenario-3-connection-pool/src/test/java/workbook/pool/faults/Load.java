package workbook.pool.faults;

import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.service.collection.request.HasCollectionReq;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import workbook.pool.ConnectionPool;

/** Threads that call the server through a pool, again and again, and note how it went. */
final class Load implements AutoCloseable {

  private static final HasCollectionReq REQUEST =
      HasCollectionReq.builder().collectionName("nothing").build();

  private final ConnectionPool<MilvusClientV2> pool;
  private final List<Thread> threads = new ArrayList<>();
  private final LongAdder successes = new LongAdder();
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private final AtomicLong lastSuccess = new AtomicLong();
  private volatile boolean ended;

  private Load(ConnectionPool<MilvusClientV2> pool, int callers) {
    this.pool = pool;
    for (int i = 0; i < callers; i++) {
      threads.add(new Thread(this::callUntilTheEnd, "load-" + i));
    }
    threads.forEach(Thread::start);
  }

  static Load of(ConnectionPool<MilvusClientV2> pool, int callers) {
    return new Load(pool, callers);
  }

  private void callUntilTheEnd() {
    while (!ended) {
      try {
        pool.call(client -> client.hasCollection(REQUEST));
        successes.increment();
        lastSuccess.set(System.nanoTime());
        TimeUnit.MILLISECONDS.sleep(2); // a caller has other things to do, too
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        failures.add(e);
      }
    }
  }

  long successes() {
    return successes.sum();
  }

  /** What went wrong so far. */
  List<Throwable> failures() {
    return List.copyOf(failures);
  }

  /** Whether a call has succeeded since that moment, by {@link System#nanoTime()}. */
  boolean succeededSince(long nanoTime) {
    long last = lastSuccess.get();
    return last != 0 && last - nanoTime > 0;
  }

  /** Ends all callers, each after its call. */
  @Override
  public void close() {
    ended = true;
    for (Thread thread : threads) {
      try {
        thread.join(Duration.ofSeconds(30).toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
