package workbook.pool.harness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import workbook.kit.exercise.Feedback;
import workbook.kit.harness.Gate;
import workbook.kit.harness.Interleavings.Contest;
import workbook.kit.harness.LearnersClasses;
import workbook.kit.harness.TestThread;
import workbook.kit.harness.TestThreads;
import workbook.pool.harness.Trace.Use;
import workbook.pool.harness.Trace.Uses;

/**
 * Finds out whether one thread can read what another one is just changing, although it is not made
 * for two: a plain field, an array, a collection that is not thread-safe, or a synchronized one
 * that is iterated without its lock. The first thread is stopped right before a change, and the
 * second does all it can; then everything anew with the stop before the next change. With a lock
 * the second waits, with a copy or a thread-safe class it works elsewhere: only who has neither is
 * caught, and at each run. Nothing is left to luck.
 *
 * <p>Not found is who reads under the lock a reference only, and what is behind it after the lock;
 * nor what is read through a wrapper of {@code Collections}, as an unmodifiable view; nor what is
 * read or changed on a thread of the learner's own.
 */
public final class Overlap {

  private static final Duration AT_MOST = Duration.ofSeconds(2);

  private final TestThreads threads;
  private final Class<? extends Contest> type;
  private final Feedback.Happened expected;
  private final String lookAt;

  /**
   * Prepares the search.
   *
   * @param type as for {@link workbook.kit.harness.Interleavings}; its first thread changes, its
   *     second reads
   * @param expected what the test did and expects
   * @param lookAt where to look if the two meet
   */
  public Overlap(
      TestThreads threads,
      Class<? extends Contest> type,
      Feedback.Happened expected,
      String lookAt) {
    this.threads = threads;
    this.type = type;
    this.expected = expected;
    this.lookAt = lookAt;
  }

  /** Tries all stops; fails the test at the first where the threads meet. */
  public void tryAll() {
    LearnersClasses classes = new LearnersClasses(type, TracedClasses::instrument);
    for (int step : changes(classes.create())) {
      tryOne(classes.create(), new Stop(step, file()));
    }
  }

  /** The steps with which the first thread changes something, when it is alone. */
  private List<Integer> changes(Contest contest) {
    Changes changes = new Changes();
    threads
        .run("the first thread", () -> Trace.observe(changes, contest::first))
        .returns(expected, lookAt);
    return changes.steps;
  }

  private String file() {
    return type.getNestHost().getSimpleName().replaceFirst("Test$", ".java");
  }

  private void tryOne(Contest contest, Stop stop) {
    TestThread<Void> first =
        threads.run("the first thread", () -> Trace.observe(stop, contest::first));
    threads.settle(expected, lookAt);
    // It may wait for a thread of the learner's own, which has not got a processor yet.
    TestThreads.comesTrue(AT_MOST, () -> stop.gate.waiting() > 0 || first.hasEnded());
    boolean stands = stop.gate.waiting() > 0;
    TestThread<Void> second =
        threads.run("the second thread", () -> Trace.observe(stop.visitor, contest::second));
    threads.settle(expected, lookAt);
    // Who still waits has found the lock, whatever it has read before: it can look again.
    stop.visited = stands && second.hasEnded();
    stop.gate.open();
    first.returns(expected, lookAt);
    second.returns(expected, lookAt);
    if (stop.meeting != null) {
      throw expected.happened(stop.meeting).lookAt(lookAt).failure();
    }
    Optional<String> complaint = contest.complaint();
    if (complaint.isPresent()) {
      throw expected.happened(complaint.get()).lookAt(lookAt).failure();
    }
  }

  /** Watches a thread that is alone. */
  private static final class Changes implements Trace.Observer {

    final List<Integer> steps = new ArrayList<>();
    private final Uses uses = new Uses();
    private int taken;

    @Override
    public void step(int line) {
      if (uses.changed() != null) {
        steps.add(taken);
      }
      taken++;
    }

    @Override
    public void uses(Use use) {
      uses.add(use);
    }

    @Override
    public void usesSynchronized(Use use) {
      uses.add(use);
    }
  }

  /** Stops the first thread before its n-th step, and looks at what that step changes. */
  private static final class Stop implements Trace.Observer {

    final Gate gate = new Gate();
    final Visitor visitor = new Visitor();
    private final int before;
    private final String file;
    private int taken;
    private int stoppedAt;

    /** Written before the gate opens. */
    volatile boolean visited;

    volatile String meeting;

    Stop(int before, String file) {
      this.before = before;
      this.file = file;
    }

    @Override
    public void step(int line) {
      taken++;
      if (taken == before) {
        stoppedAt = line;
        gate.passOrFail();
        LockSupport.unpark(Thread.currentThread()); // to stand at a gate may use up a permit
        visitor.uses.changed();
      } else if (taken == before + 1 && visited) {
        meet(visitor.uses.changed());
      }
    }

    private void meet(Use changed) {
      if (changed != null) {
        meeting =
            ("the first was about to change the %1$s at line %2$d of %4$s; meanwhile the second read"
                    + " the same %1$s at line %3$d of %4$s")
                .formatted(changed.name(), stoppedAt, changed.line(), file);
      }
    }

    @Override
    public void uses(Use use) {}
  }

  /** Remembers what the second thread uses. */
  private static final class Visitor implements Trace.Observer {

    final Uses uses = new Uses();

    @Override
    public void step(int line) {}

    @Override
    public void uses(Use use) {
      uses.add(use);
    }
  }
}
