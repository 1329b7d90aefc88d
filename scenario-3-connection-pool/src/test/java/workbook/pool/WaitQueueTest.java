package workbook.pool;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The wake-up protocol, step by step: no return may be missed. */
class WaitQueueTest extends FastAwaits {

  /**
   * Lets the one return happen in the worst moment there is: right after the head has looked and
   * found nothing. Nothing else will wake it, and time stands still.
   */
  static void returnRightAfterTheLook() throws Exception {
    WaitQueue queue = new WaitQueue(new FakeTime(), ofHours(1).toNanos());
    AtomicBoolean free = new AtomicBoolean();
    var waiter =
        Borrower.doing(
            () ->
                queue.await(
                    () -> {
                      if (free.get()) {
                        return "connection";
                      }
                      free.set(true);
                      queue.wake();
                      return null;
                    },
                    Long.MAX_VALUE / 2));
    await("the waiter is woken").atMost(ofSeconds(2)).until(waiter::isDone);
    assertThat(waiter.result()).isEqualTo("connection");
  }

  /**
   * The head leaves while another waits: somebody must look after it, or the other sleeps for ever.
   */
  static void headLeavesWithoutAReturn() throws Exception {
    FakeTime time = new FakeTime();
    WaitQueue queue = new WaitQueue(time, ofHours(1).toNanos());
    AtomicBoolean free = new AtomicBoolean();
    var head = Borrower.doing(() -> queue.await(() -> null, ofMillis(10).toNanos()));
    await().until(() -> time.isParked(head.thread()));
    var next =
        Borrower.doing(
            () -> queue.await(() -> free.get() ? "connection" : null, Long.MAX_VALUE / 2));
    await().until(() -> time.isParked(next.thread()));

    free.set(true); // a return that came while the head had been woken, and wakes nobody else
    time.advance(ofMillis(10));

    assertThat(head.result()).isNull();
    await("the next waiter looks").atMost(ofSeconds(2)).until(next::isDone);
  }

  @Test
  @DisplayName("a return right after the head's look is not missed")
  void armsBeforeItLooks() throws Exception {
    returnRightAfterTheLook();
  }

  @Test
  @DisplayName("whoever leaves the queue makes the next one look")
  void leavingHandsOver() throws Exception {
    headLeavesWithoutAReturn();
  }

  @Test
  @DisplayName("one return wakes the head once, and nobody else")
  void wakesTheHeadOnly() throws Exception {
    FakeTime time = new FakeTime();
    WaitQueue queue = new WaitQueue(time, ofHours(1).toNanos());
    AtomicInteger looks = new AtomicInteger();
    var head =
        Borrower.doing(
            () ->
                queue.await(
                    () -> {
                      looks.incrementAndGet();
                      return null;
                    },
                    ofSeconds(1).toNanos()));
    await().until(() -> time.isParked(head.thread()));
    assertThat(looks).hasValue(1);

    queue.wake();
    await().until(() -> looks.get() == 2 && time.isParked(head.thread()));
    time.advance(ofSeconds(1));

    assertThat(head.result()).isNull();
    assertThat(queue.size()).isZero();
  }

  @Test
  @DisplayName("what the look throws ends the wait, and the next waiter becomes the head")
  void failingLookHandsOver() throws Exception {
    FakeTime time = new FakeTime();
    WaitQueue queue = new WaitQueue(time, ofHours(1).toNanos());
    AtomicBoolean closed = new AtomicBoolean();
    Supplier<String> look =
        () -> {
          if (closed.get()) {
            throw new PoolClosedException();
          }
          return null;
        };
    var first = Borrower.doing(() -> queue.await(look, Long.MAX_VALUE / 2));
    await().until(() -> time.isParked(first.thread()));
    var second = Borrower.doing(() -> queue.await(look, Long.MAX_VALUE / 2));
    await().until(() -> time.isParked(second.thread()));

    closed.set(true);
    queue.wakeHead();

    assertThatThrownBy(first::result).isInstanceOf(PoolClosedException.class);
    assertThatThrownBy(second::result).isInstanceOf(PoolClosedException.class);
  }

  @Test
  @Tag("maintainer")
  @DisplayName("mutant: look, then arm — caught")
  void catchesLookThenArm() throws Exception {
    Mutant mutant =
        Mutant.of("WaitQueue")
            .replacing("armed.set(me);\n          T found", "T found")
            .replacing(
                "        long now = time.nanoTime();",
                "armed.set(me);\nlong now = time.nanoTime();");

    assertThatThrownBy(() -> mutant.run(WaitQueueTest.class, "returnRightAfterTheLook"))
        .isInstanceOf(Mutant.Caught.class)
        .hasMessageContaining("the waiter is woken");
  }

  @Test
  @Tag("maintainer")
  @DisplayName("mutant: leave without waking the next one — caught")
  void catchesLeavingSilently() throws Exception {
    Mutant mutant =
        Mutant.of("WaitQueue")
            .replacing(
                "armed.compareAndSet(me, null);\n    wakeHead();",
                "armed.compareAndSet(me, null);");

    assertThatThrownBy(() -> mutant.run(WaitQueueTest.class, "headLeavesWithoutAReturn"))
        .isInstanceOf(Mutant.Caught.class)
        .hasMessageContaining("the next waiter looks");
  }

  @Test
  @Tag("maintainer")
  @DisplayName("the unchanged source passes the same way")
  void acceptsTheOriginal() throws Exception {
    Mutant original = Mutant.of("WaitQueue");
    original.run(WaitQueueTest.class, "returnRightAfterTheLook");
    original.run(WaitQueueTest.class, "headLeavesWithoutAReturn");
  }
}
