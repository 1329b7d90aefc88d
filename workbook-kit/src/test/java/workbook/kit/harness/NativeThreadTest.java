package workbook.kit.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where the system does not tell, nobody is called runnable, and all are never called asleep. */
class NativeThreadTest {

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(10);

  private final AtomicBoolean over = new AtomicBoolean();
  private final CountDownLatch latch = new CountDownLatch(1);

  @AfterEach
  void end() {
    over.set(true);
    latch.countDown();
  }

  @Test
  void tellsWhoRunsFromWhoSleeps() {
    NativeThread runner = started(this::spin);
    assertThat(runner.isRunnable()).isEqualTo(NativeThread.TOLD);
    assertThat(NativeThread.allOthersSleep()).isFalse();
    NativeThread sleeper = started(this::sleep);
    assertThat(TestThreads.within(LONG_ENOUGH, () -> !sleeper.isRunnable())).isTrue();
  }

  @Test
  void whoHasEndedIsNotRunnable() {
    NativeThread ended = started(() -> {});
    assertThat(TestThreads.within(LONG_ENOUGH, () -> !ended.isRunnable())).isTrue();
  }

  @Test
  void seesThatAllSleep() {
    started(this::sleep);
    assertThat(TestThreads.within(LONG_ENOUGH, NativeThread::allOthersSleep) || !NativeThread.TOLD)
        .isTrue();
  }

  private static NativeThread started(Runnable action) {
    CompletableFuture<NativeThread> told = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              told.complete(NativeThread.current());
              action.run();
            });
    thread.setDaemon(true);
    thread.start();
    return told.join();
  }

  private void spin() {
    while (!over.get()) {
      Thread.onSpinWait();
    }
  }

  private void sleep() {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
