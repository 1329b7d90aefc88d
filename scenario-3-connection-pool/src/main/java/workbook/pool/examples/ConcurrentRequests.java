package workbook.pool.examples;

import static workbook.pool.PoolConfig.Timing.BORROW_DEADLINE;

import io.milvus.v2.client.MilvusClientV2;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import workbook.pool.ConnectionFactory;
import workbook.pool.ConnectionPool;
import workbook.pool.Lease;
import workbook.pool.MilvusConnectionFactory;
import workbook.pool.PoolConfig;

/** A hundred requests at once share ten connections. */
public final class ConcurrentRequests {

  static final int REQUESTS = 100;
  static final int CONNECTIONS = 10;

  /** What a request does with what it has found, without the server. */
  private static final Duration OTHER_WORK = Duration.ofMillis(100);

  private ConcurrentRequests() {}

  /** Runs the example on the server that {@code -Dmilvus=} names. */
  public static void main(String[] args) {
    ExampleMain.run(settings -> run(new MilvusConnectionFactory(settings), System.out));
  }

  static void run(ConnectionFactory<MilvusClientV2> factory, PrintStream out) throws Exception {
    Print.title(out, REQUESTS + " requests at once over " + CONNECTIONS + " connections");
    PoolConfig config = PoolConfig.ofSize(CONNECTIONS).with(BORROW_DEADLINE, Duration.ofMinutes(1));
    try (ConnectionPool<MilvusClientV2> pool = ConnectionPool.open(factory, config)) {
      Duration holding = time(out, "lease held during the other work", () -> holdLease(pool));
      Print.stats(out, pool.stats());
      Duration returning = time(out, "lease returned before it       ", () -> returnFirst(pool));
      Print.stats(out, pool.stats());
      Print.notice(
          out,
          String.format(
              "the same requests, %.1f times as fast: a lease that is held for %d ms lets %d"
                  + " connections serve %d requests a second, however fast the server is.",
              (double) holding.toNanos() / returning.toNanos(),
              OTHER_WORK.toMillis(),
              CONNECTIONS,
              CONNECTIONS * 1000 / OTHER_WORK.toMillis()));
    }
  }

  private static List<Long> holdLease(ConnectionPool<MilvusClientV2> pool)
      throws InterruptedException {
    try (Lease<MilvusClientV2> lease = pool.borrow()) {
      List<Long> found = ExampleCollection.search(lease.connection(), 7);
      doOtherWork();
      return found;
    }
  }

  private static List<Long> returnFirst(ConnectionPool<MilvusClientV2> pool)
      throws InterruptedException {
    List<Long> found = pool.call(client -> ExampleCollection.search(client, 7));
    doOtherWork();
    return found;
  }

  private static void doOtherWork() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(OTHER_WORK.toMillis());
  }

  private static Duration time(PrintStream out, String what, Callable<List<Long>> request)
      throws Exception {
    long start = System.nanoTime();
    List<List<Long>> answers = allAtOnce(request);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    out.printf(
        "%s: %d of %d succeeded in %s%n", what, answers.size(), REQUESTS, Print.seconds(took));
    return took;
  }

  /** Runs the request {@value #REQUESTS} times at once; throws if one of them does. */
  private static List<List<Long>> allAtOnce(Callable<List<Long>> request) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(REQUESTS);
    try {
      List<List<Long>> answers = new ArrayList<>();
      for (Future<List<Long>> done : threads.invokeAll(Collections.nCopies(REQUESTS, request))) {
        answers.add(done.get());
      }
      return answers;
    } finally {
      threads.shutdownNow();
    }
  }
}
