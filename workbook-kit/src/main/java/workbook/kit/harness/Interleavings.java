package workbook.kit.harness;

import java.time.Duration;
import java.util.Optional;
import workbook.kit.exercise.Feedback;

/**
 * Lets one thread come between any two steps of another. The first thread is stopped before its
 * first step, the second thread does all it can, the first goes on, and the result is looked at;
 * then everything anew with the first thread stopped before its second step, and so on to its last.
 * A check that another thread can come behind is found at each run: nothing is left to luck.
 *
 * <p>A step is an access to a field or a call of a method in the learner's code. More than one
 * interruption at a time is not tried.
 */
public final class Interleavings {

  /** So often at most is a contest held anew that was not clear. */
  private static final int MOST_REPEATS = 50;

  /** One thread only can move at a time, so few looks do. */
  private static final int LOOKS = 3;

  /** A thread that rests so long, with nobody there to wake it, will not go on by itself. */
  private static final Duration CALM = Duration.ofMillis(2);

  private final TestThreads threads;
  private final Class<? extends Contest> type;
  private final Feedback.Happened expected;
  private final String lookAt;
  private int repeats;

  /**
   * Prepares the search.
   *
   * @param type a class nested in the exercise's test, with a constructor without arguments; each
   *     try has a new instance. It and the nested classes that it uses are loaded anew, apart from
   *     the test, so none of them may be private
   * @param expected what the test did and expects
   * @param lookAt where to look if a try fails
   */
  public Interleavings(
      TestThreads threads,
      Class<? extends Contest> type,
      Feedback.Happened expected,
      String lookAt) {
    this.threads = threads;
    this.type = type;
    this.expected = expected;
    this.lookAt = lookAt;
  }

  /** Tries all stops; fails the test at the first that leads to a complaint. */
  public void tryAll() {
    LearnersClasses classes = new LearnersClasses(type, SteppedClasses::instrument);
    int stop = 1;
    while (reaches(stop, classes)) {
      stop++;
    }
  }

  /** Tries one stop until it is clear; whether the first thread came to it at all. */
  private boolean reaches(int stop, LearnersClasses classes) {
    Contest contest = classes.create();
    boolean reached = tryOne(contest, new Steps.Stop(stop));
    boolean asGoodAsClear = contest.isClear() || repeats++ >= MOST_REPEATS;
    return asGoodAsClear ? reached : reaches(stop, classes);
  }

  /** Whether the first thread came to the stop at all. */
  private boolean tryOne(Contest contest, Steps.Stop stop) {
    TestThread<Void> first =
        threads.run(
            "the first thread",
            () -> {
              Steps.watch(stop);
              contest.first();
            });
    settle(first);
    TestThread<Void> second = threads.run("the second thread", contest::second);
    settle(second);
    stop.release();
    Feedback.Happened happened = problem -> expected.happened(problem + stopped(stop));
    first.returns(happened, lookAt);
    second.returns(happened, lookAt);
    contest
        .complaint()
        .ifPresent(
            complaint -> {
              throw happened.happened(complaint).lookAt(lookAt).failure();
            });
    return stop.place() != null;
  }

  /** Waits until this thread cannot go on by itself; the other one has not moved meanwhile. */
  private void settle(TestThread<Void> thread) {
    if (!thread.endsSoon()) {
      threads.settle(LOOKS, CALM, expected, lookAt);
    }
  }

  private static String stopped(Steps.Stop stop) {
    return stop.place() == null
        ? ""
        : "; the second thread had come when the first was about to " + stop.place();
  }

  /** What two threads do with one thing, and what must be true afterwards. */
  public interface Contest {

    /** What the first thread does; it is the one that is stopped. */
    void first() throws Exception;

    /** What the second thread does. */
    void second() throws Exception;

    /** What is wrong when both have ended; empty if nothing. */
    Optional<String> complaint();

    /** Whether the two have met as they should; if not, they do so anew. */
    default boolean isClear() {
      return true;
    }
  }
}
