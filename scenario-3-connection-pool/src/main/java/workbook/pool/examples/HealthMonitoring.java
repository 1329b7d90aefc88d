package workbook.pool.examples;

import io.milvus.v2.client.MilvusClientV2;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import workbook.pool.ConnectionPool;
import workbook.pool.HealthMonitor;
import workbook.pool.HealthRecord;
import workbook.pool.Lease;
import workbook.pool.MilvusPools;
import workbook.pool.MilvusSettings;
import workbook.pool.PoolConfig;

/** Watch a server in the background, also while the pool is exhausted. */
public final class HealthMonitoring {

  private HealthMonitoring() {}

  /**
   * Runs the example on the server that {@code -Dmilvus=} names.
   *
   * @param args the interval and the duration in seconds; 0.5 and 3 if absent
   */
  public static void main(String[] args) {
    Duration interval = seconds(args, 0, "0.5");
    Duration duration = seconds(args, 1, "3");
    ExampleMain.run(settings -> run(settings, interval, duration, System.out));
  }

  private static Duration seconds(String[] args, int index, String otherwise) {
    String text = args.length > index ? args[index] : otherwise;
    return Duration.ofMillis((long) (Double.parseDouble(text) * 1000));
  }

  static void run(MilvusSettings settings, Duration interval, Duration duration, PrintStream out)
      throws InterruptedException {
    Print.title(
        out, "Health: a look every " + Print.seconds(interval) + " for " + Print.seconds(duration));
    try (ConnectionPool<MilvusClientV2> pool = MilvusPools.open(settings, PoolConfig.ofSize(1));
        HealthMonitor monitor =
            MilvusPools.monitor(settings, HealthMonitor.Config.every(interval))) {
      monitor.start();
      try (Lease<MilvusClientV2> all = pool.borrow()) {
        out.println("the server is " + all.connection().getServerVersion());
        TimeUnit.MILLISECONDS.sleep(duration.toMillis());
        Print.stats(out, pool.stats());
      }
      out.println("looks:  " + monitor.history().size() + ", of which the last five:");
      for (HealthRecord record : monitor.last(5)) {
        Print.health(out, record);
      }
    }
    Print.notice(
        out,
        "every connection was leased the whole time, and no look is missing: the monitor has a"
            + " connection of its own.");
  }
}
