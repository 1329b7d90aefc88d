package workbook.pool.benchmarks.borrow;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** The way of the original sketch: a queue of idle connections and nothing else. */
final class QueuePeer implements Peer {

  private final BlockingQueue<Object> idle;

  QueuePeer(int size) {
    idle = new ArrayBlockingQueue<>(size);
    for (int i = 0; i < size; i++) {
      idle.add(new Object());
    }
  }

  @Override
  public void use(Work work) throws InterruptedException {
    Object object = idle.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
    if (object == null) {
      throw new IllegalStateException("nothing came free in " + DEADLINE_SECONDS + " s");
    }
    try {
      work.with(object);
    } finally {
      idle.add(object);
    }
  }
}
