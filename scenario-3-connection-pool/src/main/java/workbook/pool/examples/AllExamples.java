package workbook.pool.examples;

import java.io.PrintStream;
import java.time.Duration;
import workbook.pool.MilvusConnectionFactory;
import workbook.pool.MilvusSettings;

/** All examples, one after the other. */
public final class AllExamples {

  private AllExamples() {}

  /** Runs the examples on the server that {@code -Dmilvus=} names. */
  public static void main(String[] args) {
    ExampleMain.run(settings -> run(settings, System.out));
  }

  static void run(MilvusSettings settings, PrintStream out) throws Exception {
    BasicUsage.run(settings, out);
    ConcurrentRequests.run(new MilvusConnectionFactory(settings), out);
    HealthMonitoring.run(settings, Duration.ofMillis(500), Duration.ofSeconds(3), out);
    ErrorHandling.run(new MilvusConnectionFactory(settings), out);
  }
}
