package workbook.pool.harness;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import workbook.kit.harness.Gate;

/**
 * Opens connections, and does it the way the test has scripted: the next one fails, the one after
 * it waits at a gate. What is not scripted opens at once. Thread-safe.
 */
public final class ScriptedConnections {

  private final Queue<Step> script = new ConcurrentLinkedQueue<>();
  private final AtomicInteger attempts = new AtomicInteger();
  private final AtomicInteger opened = new AtomicInteger();
  private volatile Step always = () -> {};

  /**
   * Opens a connection; for the learner's code.
   *
   * @throws Exception if the script says so
   */
  public FakeConnection open() throws Exception {
    attempts.incrementAndGet();
    Step next = script.poll();
    (next == null ? always : next).play();
    return new FakeConnection(opened.incrementAndGet());
  }

  /** The next open that has no script yet fails with this. */
  public void nextOpenFails(Exception failure) {
    script.add(
        () -> {
          throw failure;
        });
  }

  /** The next open that has no script yet waits at the gate. */
  public Gate nextOpenWaits() {
    Gate gate = new Gate();
    script.add(gate::pass);
    return gate;
  }

  /** The next open that has no script yet waits at the gate, then fails. */
  public Gate nextOpenWaitsAndFails(Exception failure) {
    Gate gate = new Gate();
    script.add(
        () -> {
          gate.pass();
          throw failure;
        });
    return gate;
  }

  /** Every open that has no script waits at the same gate. */
  public Gate everyOpenWaits() {
    Gate gate = new Gate();
    always = gate::pass;
    return gate;
  }

  /** How many connections were opened. */
  public int opened() {
    return opened.get();
  }

  /** How many openings were begun, also those that failed or have not ended yet. */
  public int attempts() {
    return attempts.get();
  }

  @FunctionalInterface
  private interface Step {
    void play() throws Exception;
  }
}
