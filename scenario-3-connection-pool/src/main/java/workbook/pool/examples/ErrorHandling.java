package workbook.pool.examples;

import io.milvus.v2.client.MilvusClientV2;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import workbook.pool.ConnectionFactory;
import workbook.pool.ConnectionPool;
import workbook.pool.MilvusConnectionFactory;
import workbook.pool.PoolConfig;

/** Ten tasks on three connections; every third fails, and the pool is none the worse for it. */
public final class ErrorHandling {

  private static final int TASKS = 10;
  private static final int CONNECTIONS = 3;

  private ErrorHandling() {}

  /** Runs the example on the server that {@code -Dmilvus=} names. */
  public static void main(String[] args) {
    ExampleMain.run(settings -> run(new MilvusConnectionFactory(settings), System.out));
  }

  static void run(ConnectionFactory<MilvusClientV2> factory, PrintStream out)
      throws InterruptedException, ExecutionException {
    Print.title(out, TASKS + " tasks on " + CONNECTIONS + " connections, every third fails");
    ExecutorService threads = Executors.newFixedThreadPool(TASKS);
    try (ConnectionPool<MilvusClientV2> pool =
        ConnectionPool.open(factory, PoolConfig.ofSize(CONNECTIONS))) {
      List<Future<String>> results = new ArrayList<>();
      for (int number = 1; number <= TASKS; number++) {
        int task = number;
        results.add(threads.submit(() -> pool.call(client -> run(task, client))));
      }
      for (Future<String> result : results) {
        out.println(outcome(result));
      }
      Print.stats(out, pool.stats());
      Print.notice(
          out,
          String.format(
              "a failure of the work is none of the connection: %d were opened, %d invalidated, and"
                  + " the tasks after a failed one used the same.",
              pool.stats().opened(), pool.stats().invalidated()));
    } finally {
      threads.shutdownNow();
    }
  }

  /** A failure that belongs to the example; any other ends it. */
  private static final class OnPurpose extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OnPurpose(int task) {
      super("task " + task + " fails on purpose");
    }
  }

  private static String run(int task, MilvusClientV2 client) {
    if (task % 3 == 0) {
      throw new OnPurpose(task);
    }
    return "task " + task + " found " + ExampleCollection.search(client, task);
  }

  private static String outcome(Future<String> result)
      throws InterruptedException, ExecutionException {
    try {
      return "ok:     " + result.get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof OnPurpose)) {
        throw e;
      }
      return "failed: " + e.getCause().getMessage();
    }
  }
}
