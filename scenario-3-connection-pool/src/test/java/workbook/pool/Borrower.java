package workbook.pool;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** A thread that borrows, for tests that need to know whether it waits or what it got. */
final class Borrower<T> {

  private final FutureTask<T> task;
  private final Thread thread;

  private Borrower(Callable<T> work) {
    task = new FutureTask<>(work);
    thread = new Thread(task, "borrower");
    thread.setDaemon(true);
    thread.start();
  }

  static <T> Borrower<T> doing(Callable<T> work) {
    return new Borrower<>(work);
  }

  /** Starts a borrower and returns when it waits in the pool's queue. */
  static <C> Borrower<Lease<C>> waitingFor(ConnectionPool<C> pool, Duration atMost) {
    int before = pool.stats().waiting();
    Borrower<Lease<C>> borrower = doing(() -> pool.borrow(atMost));
    await().until(() -> pool.stats().waiting() > before && borrower.isParked());
    return borrower;
  }

  boolean isParked() {
    Thread.State state = thread.getState();
    return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
  }

  boolean isDone() {
    return task.isDone();
  }

  Thread thread() {
    return thread;
  }

  /** What the borrower got. */
  T result() throws Exception {
    try {
      return task.get(10, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  void interrupt() {
    thread.interrupt();
  }
}
