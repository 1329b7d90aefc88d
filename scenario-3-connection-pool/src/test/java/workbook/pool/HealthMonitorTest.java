package workbook.pool;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.pool.HealthProbe.Answer;
import workbook.pool.HealthRecord.Verdict;

class HealthMonitorTest extends FastAwaits {

  /** A server that answers what the test says. */
  private static final class ScriptedProbe implements HealthProbe {
    volatile ScriptedFactory.Step before = ScriptedFactory.succeeds();
    volatile Answer answer = new Answer("v1", null);
    final List<Thread> lookers = new CopyOnWriteArrayList<>();
    volatile int closes;

    @Override
    public Answer look(Duration atMost) throws Exception {
      lookers.add(Thread.currentThread());
      before.run();
      return answer;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread at a time, says the contract
    public void close() {
      closes++;
    }
  }

  private final FakeTime time = new FakeTime();
  private final ScriptedProbe probe = new ScriptedProbe();
  private final List<HealthRecord> told = new CopyOnWriteArrayList<>();
  private HealthMonitor monitor = monitor(100);

  private HealthMonitor monitor(int historySize) {
    return monitor(historySize, told::add);
  }

  private HealthMonitor monitor(int historySize, Consumer<HealthRecord> listener) {
    return new HealthMonitor(
        probe,
        new HealthMonitor.Config(
            ofSeconds(60), ofSeconds(2), ofMillis(500), historySize, listener, time));
  }

  @AfterEach
  void close() {
    monitor.close();
  }

  private void lookAgain() {
    int before = told.size();
    await().until(() -> time.isParked("health-monitor"));
    time.advance(ofSeconds(60));
    await().until(() -> told.size() > before);
  }

  @Test
  @DisplayName("looks at once, then after every interval")
  void looksRegularly() {
    monitor.start();
    await().until(() -> told.size() == 1);

    lookAgain();
    lookAgain();

    assertThat(monitor.history()).hasSize(3);
    assertThat(monitor.history()).extracting(HealthRecord::verdict).containsOnly(Verdict.HEALTHY);
    assertThat(monitor.history().get(1).at())
        .isEqualTo(monitor.history().get(0).at().plusSeconds(60));
    assertThat(monitor.last(2)).isEqualTo(monitor.history().subList(1, 3));
  }

  @Test
  @DisplayName("records the outage and the recovery")
  void seesTheOutage() {
    monitor.start();
    await().until(() -> told.size() == 1);
    probe.before = ScriptedFactory.fails("connection refused");
    lookAgain();
    probe.before = ScriptedFactory.succeeds();
    lookAgain();

    assertThat(monitor.history())
        .extracting(HealthRecord::verdict)
        .containsExactly(Verdict.HEALTHY, Verdict.UNHEALTHY, Verdict.HEALTHY);
    assertThat(monitor.history().get(1).problem()).contains("connection refused");
    assertThat(monitor.history().get(1).serverVersion()).isNull();
  }

  @Test
  @DisplayName("even an Error of the probe is recorded, and the looking goes on")
  void survivesErrors() {
    probe.before =
        () -> {
          throw new NoClassDefFoundError("missing");
        };
    monitor.start();
    await().until(() -> told.size() == 1);

    lookAgain();

    assertThat(monitor.history()).extracting(HealthRecord::verdict).containsOnly(Verdict.UNHEALTHY);
  }

  @Test
  @DisplayName("a look that was interrupted, but not by a stop, is recorded like any that failed")
  void survivesInterrupts() {
    probe.before =
        () -> {
          throw new InterruptedException("not by stop()");
        };
    monitor.start();
    await().until(() -> told.size() == 1);

    lookAgain();

    assertThat(monitor.history()).extracting(HealthRecord::verdict).containsOnly(Verdict.UNHEALTHY);
  }

  @Test
  @DisplayName("a server that answers slowly, or complains, is degraded")
  void degraded() {
    probe.before = () -> time.advance(ofMillis(501));
    monitor.start();
    await().until(() -> told.size() == 1);
    assertThat(told.get(0).verdict()).isEqualTo(Verdict.DEGRADED);
    assertThat(told.get(0).latency()).isEqualTo(ofMillis(501));
    assertThat(told.get(0).problem()).isEqualTo("the answer took 501 ms");

    probe.before = ScriptedFactory.succeeds();
    probe.answer = new Answer("v1", "query node lost");
    lookAgain();
    assertThat(told.get(1).verdict()).isEqualTo(Verdict.DEGRADED);
    assertThat(told.get(1).problem()).isEqualTo("query node lost");
  }

  @Test
  @DisplayName("the history is bounded, and a copy that nobody can change")
  void historyIsBounded() {
    monitor = monitor(2);
    monitor.start();
    await().until(() -> told.size() == 1);
    lookAgain();
    lookAgain();

    assertThat(monitor.history()).isEqualTo(new ArrayList<>(told).subList(1, 3));
    assertThatThrownBy(() -> monitor.history().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  @DisplayName("starting twice makes one thread")
  void startsOnce() {
    monitor.start();
    monitor.start();
    await().until(() -> told.size() == 1);
    lookAgain();

    assertThat(probe.lookers).hasSize(2);
    assertThat(probe.lookers.stream().distinct()).hasSize(1);
    assertThat(probe.lookers.get(0).isDaemon()).isTrue();
  }

  @Test
  @DisplayName("stops promptly during the pause, closes its connection, and keeps its history")
  void stopsDuringThePause() {
    monitor.start();
    await().until(() -> time.isParked("health-monitor"));

    monitor.close();

    await().until(() -> !probe.lookers.get(0).isAlive());
    assertThat(probe.closes).isEqualTo(1);
    assertThat(monitor.history()).hasSize(1);
    assertThatThrownBy(monitor::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Make a new one");
  }

  @Test
  @DisplayName("stops promptly during a look that hangs, and records nothing of it")
  void stopsDuringALook() {
    probe.before = ScriptedFactory.waitsFor(new CountDownLatch(1));
    monitor.start();
    await().until(() -> probe.lookers.size() == 1);

    assertClosesPromptly();

    await().until(() -> !probe.lookers.get(0).isAlive());
    assertThat(monitor.history()).isEmpty();
  }

  @Test
  @DisplayName(
      "stops promptly although a look does not even heed an interrupt, and leaves it behind")
  void stopsDuringAStubbornLook() {
    CountDownLatch hung = new CountDownLatch(1);
    probe.before = () -> Uninterruptibly.await(hung);
    monitor.start();
    await().until(() -> probe.lookers.size() == 1);

    assertClosesPromptly();

    assertThat(probe.lookers.get(0).isAlive()).isTrue();
    hung.countDown();
    await().until(() -> !probe.lookers.get(0).isAlive());
    assertThat(probe.closes).isEqualTo(1);
    assertThat(monitor.history()).isEmpty();
  }

  private void assertClosesPromptly() {
    long start = System.nanoTime();
    monitor.close();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(ofMillis(100));
  }

  @Test
  @DisplayName("a listener that throws, even an Error, does not end the monitoring")
  void listenerMayThrow() {
    monitor =
        monitor(
            10,
            heard -> {
              told.add(heard);
              throw new AssertionError("listener");
            });
    monitor.start();
    await().until(() -> told.size() == 1);

    lookAgain();

    assertThat(monitor.history()).hasSize(2);
  }

  @Test
  @DisplayName("a listener that leaves its thread interrupted does not make the monitor spin")
  void listenerMayInterrupt() {
    monitor =
        monitor(
            10,
            heard -> {
              told.add(heard);
              Thread.currentThread().interrupt();
            });
    monitor.start();

    await().until(() -> time.isParked("health-monitor") && !probe.lookers.get(0).isInterrupted());
  }

  @Test
  @DisplayName("a listener may stop the monitor")
  void listenerMayStop() {
    monitor = monitor(10, heard -> monitor.close());
    monitor.start();

    await().until(() -> probe.lookers.size() == 1 && !probe.lookers.get(0).isAlive());
    assertThat(probe.closes).isEqualTo(1);
    assertThat(monitor.history()).hasSize(1);
  }

  @Test
  @DisplayName("an unusable config is refused")
  void configIsValidated() {
    assertThatThrownBy(() -> HealthMonitor.Config.every(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("interval is PT0S");
  }
}
