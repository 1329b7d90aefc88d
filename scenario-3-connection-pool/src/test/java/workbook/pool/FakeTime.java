package workbook.pool;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Time that moves only when told. Threads that park in it wake when their time has come. */
final class FakeTime implements TimeSource {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final AtomicLong now = new AtomicLong();
  private final Map<Thread, Long> parked = new ConcurrentHashMap<>();
  private final Queue<Task> later = new ConcurrentLinkedQueue<>();
  private final List<Duration> delays = new CopyOnWriteArrayList<>();
  private volatile CountDownLatch wakeUps = new CountDownLatch(0);

  private record Task(long at, Executor executor, Runnable work) {}

  @Override
  public long nanoTime() {
    return now.get();
  }

  @Override
  public Instant now() {
    return START.plusNanos(now.get());
  }

  @Override
  public void parkUntil(Object blocker, long deadline) {
    Thread me = Thread.currentThread();
    parked.put(me, deadline);
    try {
      if (now.get() < deadline) {
        LockSupport.park(blocker);
      }
    } finally {
      parked.remove(me);
      Uninterruptibly.await(wakeUps);
    }
  }

  /** From now on, who is woken comes no further until the latch is opened. */
  CountDownLatch holdWakeUps() {
    wakeUps = new CountDownLatch(1);
    return wakeUps;
  }

  @Override
  public void after(long nanos, Executor executor, Runnable work) {
    later.add(new Task(now.get() + nanos, executor, work));
    delays.add(Duration.ofNanos(nanos));
  }

  /** All that was ever put off for less than this, by how much, in order. */
  List<Duration> delaysBelow(Duration limit) {
    return delays.stream().filter(delay -> delay.compareTo(limit) < 0).toList();
  }

  /**
   * Moves time on, starts what is due, and wakes whoever waits for a moment that has come; who is
   * woken counts as parked again only when it has come back.
   */
  void advance(Duration by) {
    long then = now.addAndGet(by.toNanos());
    parked.forEach(
        (thread, until) -> {
          if (until <= then) {
            parked.remove(thread, until);
            LockSupport.unpark(thread);
          }
        });
    List<Task> due = later.stream().filter(task -> task.at <= then).toList();
    later.removeAll(due);
    due.forEach(task -> task.executor.execute(task.work));
  }

  /** Whether a thread waits in this time. */
  boolean isParked(Thread thread) {
    return parked.containsKey(thread);
  }

  /** Whether something is to be done in that many nanoseconds. */
  boolean hasTaskIn(long nanos) {
    return later.stream().anyMatch(task -> task.at == now.get() + nanos);
  }

  /** Whether a thread with this name, or part of a name, waits in this time. */
  boolean isParked(String name) {
    return parked.keySet().stream().anyMatch(thread -> thread.getName().contains(name));
  }
}
