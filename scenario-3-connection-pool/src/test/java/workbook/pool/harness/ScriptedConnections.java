package workbook.pool.harness;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import workbook.kit.harness.Gate;

/**
 * Opens, checks and closes connections, and does it the way the test has scripted: the next one
 * fails, the one after it waits at a gate. What is not scripted works at once. Thread-safe.
 */
public final class ScriptedConnections {

  private static final int MOST_ATTEMPTS = 2_000;

  private final Queue<Step> script = new ConcurrentLinkedQueue<>();
  private final AtomicInteger attempts = new AtomicInteger();
  private final AtomicInteger opened = new AtomicInteger();
  private final Queue<Step> checkScript = new ConcurrentLinkedQueue<>();
  private final List<FakeConnection> checked = new CopyOnWriteArrayList<>();
  private final List<FakeConnection> closed = new CopyOnWriteArrayList<>();
  private final List<FakeConnection> dead = new CopyOnWriteArrayList<>();
  private volatile Runnable closing = () -> {};
  private volatile Gate closeGate;
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

  /** A connection that was opened before the test began. */
  public FakeConnection alreadyOpen() {
    return new FakeConnection(opened.incrementAndGet());
  }

  /** The next open that has no script yet fails with this. */
  public void nextOpenFails(Exception failure) {
    script.add(
        () -> {
          throw failure;
        });
  }

  /**
   * The next open that has no script yet fails with this, as a channel does whose thread was
   * interrupted: that thread still is.
   */
  public void nextOpenIsInterrupted(Exception failure) {
    script.add(
        () -> {
          Thread.currentThread().interrupt();
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

  /**
   * Whether the server still answers on this connection; for the learner's code.
   *
   * @throws Exception if the script says so
   */
  public boolean answers(FakeConnection connection) throws Exception {
    checked.add(connection);
    Step next = checkScript.poll();
    if (next != null) {
      next.play();
    }
    return !dead.contains(connection) && !closed.contains(connection);
  }

  /** Closes a connection; for the learner's code. */
  public void close(FakeConnection connection) {
    closed.add(connection);
    if (closeGate != null) {
      closeGate.passOrFail();
    }
    closing.run();
  }

  /** From now on the server does not answer on this connection. */
  public void kill(FakeConnection connection) {
    dead.add(connection);
  }

  /** The next check fails with this. */
  public void nextCheckFails(Exception failure) {
    checkScript.add(
        () -> {
          throw failure;
        });
  }

  /** The next check waits at the gate. */
  public Gate nextCheckWaits() {
    Gate gate = new Gate();
    checkScript.add(gate::pass);
    return gate;
  }

  /** The connections that were checked, in order, each as often as it was. */
  public List<FakeConnection> checked() {
    return List.copyOf(checked);
  }

  /** The connections that were closed, in order. */
  public List<FakeConnection> closed() {
    return List.copyOf(closed);
  }

  /**
   * From now on every open that has no script fails with this. Who tries again more than two
   * thousand times is held up, so that an endless loop comes to rest and can be told of.
   */
  public void goDown(Exception failure) {
    int before = attempts.get();
    Gate endOfPatience = new Gate();
    always =
        () -> {
          if (attempts.get() - before > MOST_ATTEMPTS) {
            endOfPatience.pass();
          }
          throw failure;
        };
  }

  /** From now on every open that has no script works again. */
  public void comeBack() {
    always = () -> {};
  }

  /** The next open that has no script yet fails with this. */
  public void nextOpenFails(Error failure) {
    script.add(
        () -> {
          throw failure;
        });
  }

  /** From now on every close fails with this, although the connection is closed. */
  public void everyCloseFails(RuntimeException failure) {
    closing =
        () -> {
          throw failure;
        };
  }

  /** From now on every close fails with this, although the connection is closed. */
  public void everyCloseFails(Error failure) {
    closing =
        () -> {
          throw failure;
        };
  }

  /** From now on every close waits at the same gate. */
  public Gate everyCloseWaits() {
    closeGate = new Gate();
    return closeGate;
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
