package workbook.crud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.crud.OperationMonitor.Operation;

class OperationMonitorTest {

  private final AtomicLong now = new AtomicLong();
  private final OperationMonitor monitor = new OperationMonitor(now::get);

  private Callable<String> taking(Duration time) {
    return () -> {
      now.addAndGet(time.toNanos());
      return "done";
    };
  }

  @Test
  @DisplayName("each operation has its own calls, total and longest time")
  void latency() throws Exception {
    assertThat(monitor.measure("insert", taking(Duration.ofMillis(30)))).isEqualTo("done");
    monitor.measure("insert", taking(Duration.ofMillis(10)));
    monitor.measure("search", taking(Duration.ofMillis(5)));
    assertThat(monitor.seen())
        .containsEntry("insert", new Operation(2, 0, Duration.ofMillis(40), Duration.ofMillis(30)))
        .containsEntry("search", new Operation(1, 0, Duration.ofMillis(5), Duration.ofMillis(5)));
  }

  @Test
  @DisplayName("a failure is counted and passed on")
  void failure() throws Exception {
    IOException failure = new IOException("no route");
    assertThatThrownBy(
            () ->
                monitor.measure(
                    "insert",
                    () -> {
                      throw failure;
                    }))
        .isSameAs(failure);
    assertThat(monitor.seen().get("insert").failures()).isEqualTo(1);
    assertThat(monitor.seen().get("insert").calls()).isEqualTo(1);
  }

  @Test
  @DisplayName("no call of many threads is lost")
  void manyThreads() throws Exception {
    int calls = 10_000;
    Callable<String> one = () -> monitor.measure("query", () -> "found");
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (Future<String> done : threads.invokeAll(Collections.nCopies(calls, one))) {
        assertThat(done.get()).isEqualTo("found");
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(monitor.seen().get("query").calls()).isEqualTo(calls);
  }
}
