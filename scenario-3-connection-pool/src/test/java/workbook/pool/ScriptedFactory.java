package workbook.pool;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A factory that does what the script says, step by step, and opens, accepts and closes whatever
 * comes after the script. {@code new ScriptedFactory().opening(fails("refused"), waitsFor(latch))}
 * reads: the first opening fails, the second waits for the latch, all others succeed.
 */
final class ScriptedFactory implements ConnectionFactory<ScriptedFactory.Connection> {

  /** A connection to nowhere that knows what was done with it. */
  static final class Connection {
    final int number;
    final AtomicInteger checks = new AtomicInteger();
    final AtomicInteger closes = new AtomicInteger();

    Connection(int number) {
      this.number = number;
    }

    boolean isClosed() {
      return closes.get() > 0;
    }

    @Override
    public String toString() {
      return "connection " + number;
    }
  }

  /** One step of a script. */
  interface Step {
    void run() throws Exception;
  }

  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  static Step succeeds() {
    return () -> {};
  }

  static Step fails(String message) {
    return () -> {
      throw new Refused(message);
    };
  }

  static Step waitsFor(CountDownLatch latch) {
    return () -> {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        throw new AssertionError("the test has not opened its latch");
      }
    };
  }

  final List<Connection> opened = new CopyOnWriteArrayList<>();
  final AtomicInteger attempts = new AtomicInteger();
  final AtomicInteger open = new AtomicInteger();
  final AtomicInteger mostOpen = new AtomicInteger();
  private final Queue<Step> opening = new ConcurrentLinkedQueue<>();
  private final Queue<Step> checking = new ConcurrentLinkedQueue<>();
  private final Queue<Step> closing = new ConcurrentLinkedQueue<>();
  private volatile Step everyOpening = succeeds();

  ScriptedFactory opening(Step... steps) {
    opening.addAll(List.of(steps));
    return this;
  }

  ScriptedFactory checking(Step... steps) {
    checking.addAll(List.of(steps));
    return this;
  }

  ScriptedFactory closing(Step... steps) {
    closing.addAll(List.of(steps));
    return this;
  }

  /** What every opening does that has no step of its own. */
  ScriptedFactory otherwise(Step step) {
    everyOpening = step;
    return this;
  }

  @Override
  public Connection open() throws Exception {
    attempts.incrementAndGet();
    Step step = opening.poll();
    (step == null ? everyOpening : step).run();
    mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
    Connection connection = new Connection(opened.size() + 1);
    opened.add(connection);
    return connection;
  }

  @Override
  public void check(Connection connection, Duration atMost) throws Exception {
    connection.checks.incrementAndGet();
    Step step = checking.poll();
    if (step != null) {
      step.run();
    }
  }

  @Override
  public void close(Connection connection) throws Exception {
    Step step = closing.poll();
    try {
      if (step != null) {
        step.run();
      }
    } finally {
      connection.closes.incrementAndGet();
      open.decrementAndGet();
    }
  }

  @Override
  public Damage damage(Throwable failure) {
    return failure instanceof IllegalStateException ? Damage.BROKEN : Damage.NONE;
  }
}
