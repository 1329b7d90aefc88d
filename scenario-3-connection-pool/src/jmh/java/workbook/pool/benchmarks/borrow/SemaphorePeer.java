package workbook.pool.benchmarks.borrow;

import java.util.ArrayDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A semaphore for the bound and a locked deque for the connections. */
final class SemaphorePeer implements Peer {

  private final Semaphore free;
  private final ArrayDeque<Object> idle = new ArrayDeque<>();

  SemaphorePeer(int size) {
    free = new Semaphore(size);
    for (int i = 0; i < size; i++) {
      idle.add(new Object());
    }
  }

  @Override
  public void use(Work work) throws InterruptedException {
    if (!free.tryAcquire(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("nothing came free in " + DEADLINE_SECONDS + " s");
    }
    Object object;
    synchronized (idle) {
      object = idle.pop();
    }
    try {
      work.with(object);
    } finally {
      synchronized (idle) {
        idle.push(object);
      }
      free.release();
    }
  }
}
