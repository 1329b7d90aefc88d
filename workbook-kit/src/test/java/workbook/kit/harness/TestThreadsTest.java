package workbook.kit.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.opentest4j.AssertionFailedError;
import workbook.kit.exercise.Feedback;
import workbook.kit.exercise.NotSolvedYet;
import workbook.kit.exercise.Todo;

class TestThreadsTest {

  private static final Feedback.Happened EXPECTED =
      Feedback.did("something was done").expected("it goes well");

  @RegisterExtension final TestThreads threads = new TestThreads();

  private final CountDownLatch latch = new CountDownLatch(1);

  @Test
  void tellsTheResultOrTheFailure() {
    assertThat(threads.start("a", () -> 42).returns(EXPECTED, "")).isEqualTo(42);
    assertThat(threads.run("b", this::refuse).fails(EXPECTED, ""))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void saysWhatHappenedInsteadOfAResult() {
    assertThatThrownBy(() -> threads.run("the caller", this::refuse).returns(EXPECTED, "here"))
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageContaining("the caller got IllegalStateException: no")
        .hasMessageContaining("here");
    assertThatThrownBy(() -> threads.start("the caller", () -> 42).fails(EXPECTED, ""))
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageContaining("the caller got 42");
  }

  @Test
  void noticesWhoWaitsAndWhoDoesNot() throws Exception {
    TestThread<Void> waiter = threads.run("the waiter", latch::await);
    waiter.waits(EXPECTED, "");
    assertThatThrownBy(() -> waiter.returns(EXPECTED, ""))
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageContaining("the waiter still waits");
    latch.countDown();
    waiter.returns(EXPECTED, "");
    assertThatThrownBy(() -> waiter.waits(EXPECTED, "")).isInstanceOf(AssertionFailedError.class);
  }

  @Test
  void noticesWhoKeepsAProcessorBusy() {
    threads.run("the spinner", TestThreadsTest::spin);
    assertThatThrownBy(() -> threads.settle(EXPECTED, ""))
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageContaining("the spinner neither ended nor waited");
  }

  @Test
  void countsThoseThatEnd() {
    TestThread<Void> one = threads.run("one", latch::await);
    TestThread<Void> two = threads.run("two", () -> {});
    assertThat(threads.ended(1, List.of(one, two), EXPECTED, "")).containsExactly(two);
    assertThatThrownBy(() -> threads.ended(2, List.of(one, two), EXPECTED, ""))
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageContaining("one still waits")
        .hasMessageContaining("two returned");
    assertThat(threads.endWithin(Duration.ZERO, List.of(one))).isFalse();
  }

  @Test
  void carriesAGapOverFromItsThread() {
    TestThread<Object> unsolved = threads.start("a learner", () -> Todo.solve("9.01", "write it"));
    assertThatThrownBy(() -> unsolved.waits(EXPECTED, "")).isInstanceOf(NotSolvedYet.class);
    assertThatThrownBy(() -> unsolved.returns(EXPECTED, "")).isInstanceOf(NotSolvedYet.class);
    assertThatThrownBy(() -> unsolved.fails(EXPECTED, "")).isInstanceOf(NotSolvedYet.class);
  }

  @Test
  void leavesTimeToThoseWhomAnUnknownThreadWillWake() throws Exception {
    // Groups of its own, as a learner's test has: what else runs in this JVM must not count.
    ThreadGroup test = new ThreadGroup(new ThreadGroup("tests"), "one test");
    FutureTask<Void> body =
        new FutureTask<>(
            () -> {
              new Thread(this::openLater).start();
              return threads.run("the waiter", latch::await).returns(EXPECTED, "");
            });
    new Thread(test, body).start();
    body.get(); // throws what the body threw
  }

  /** So long after a standstill would be told that only who saw this thread has waited for it. */
  private void openLater() {
    LockSupport.parkNanos(Duration.ofMillis(NativeThread.TOLD ? 150 : 600).toNanos());
    latch.countDown();
  }

  private void refuse() {
    throw new IllegalStateException("no");
  }

  private static void spin() {
    while (!Thread.currentThread().isInterrupted()) {
      Thread.onSpinWait();
    }
  }
}
