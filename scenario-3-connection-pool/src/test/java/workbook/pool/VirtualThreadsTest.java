package workbook.pool;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static workbook.pool.PoolConfig.Timing.BORROW_DEADLINE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import workbook.pool.ScriptedFactory.Connection;

/** A thousand virtual threads over ten connections, where the JDK has them. */
@Tag("maintainer")
@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadsTest extends FastAwaits {

  private final ScriptedFactory factory = new ScriptedFactory();
  private final ConnectionPool<Connection> pool =
      ConnectionPool.open(factory, PoolConfig.ofSize(10).with(BORROW_DEADLINE, ofSeconds(20)));

  @AfterEach
  void close() throws InterruptedException {
    pool.close(ZERO);
  }

  @Test
  @DisplayName("every virtual thread is served, and none of them pins its carrier")
  void servesVirtualThreads() throws Exception {
    AtomicInteger out = new AtomicInteger();
    AtomicInteger mostOut = new AtomicInteger();
    Callable<Boolean> request =
        () ->
            pool.<Boolean, RuntimeException>call(
                connection -> {
                  mostOut.accumulateAndGet(out.incrementAndGet(), Math::max);
                  LockSupport.parkNanos(1_000_000);
                  out.decrementAndGet();
                  return Thread.currentThread().getClass().getName().contains("Virtual");
                });
    ExecutorService virtual = virtualThreads();
    try (Recording recording = new Recording()) {
      recording.enable("jdk.VirtualThreadPinned").withoutThreshold();
      recording.start();
      List<Callable<Boolean>> requests = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        requests.add(request);
      }
      for (Future<Boolean> served : virtual.invokeAll(requests)) {
        assertThat(served.get()).isTrue();
      }
      recording.stop();
      assertThat(pinnedBy(recording)).isEmpty();
    } finally {
      virtual.shutdown();
    }
    assertThat(mostOut).hasValueLessThanOrEqualTo(10);
    assertThat(pool.stats().borrowed()).isEqualTo(1_000);
  }

  /** Where a virtual thread had to wait in our code and could not leave its carrier. */
  private static List<String> pinnedBy(Recording recording) throws IOException {
    Path file = Files.createTempFile("pinned", ".jfr");
    try {
      recording.dump(file);
      return RecordingFile.readAllEvents(file).stream()
          .map(event -> String.valueOf(event.getStackTrace()))
          .filter(stack -> stack.contains("workbook.pool"))
          .toList();
    } finally {
      Files.delete(file);
    }
  }

  /** By name: the sources are compiled for Java 17. */
  private static ExecutorService virtualThreads() throws ReflectiveOperationException {
    return (ExecutorService)
        Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
  }
}
