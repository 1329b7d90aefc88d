package workbook.pool.exercises;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import workbook.kit.exercise.Exercise;
import workbook.kit.exercise.Feedback;
import workbook.kit.exercise.Rejects;
import workbook.kit.harness.Gate;
import workbook.kit.harness.Interleavings;
import workbook.kit.harness.TestThread;
import workbook.kit.harness.TestThreads;
import workbook.pool.exercises.Ex302TheLease.Lease;
import workbook.pool.harness.FakeConnection;
import workbook.pool.harness.Overlap;

@Exercise(
    id = "3.02",
    title = "The lease",
    objective =
        "Scope the use of a connection so that it comes back exactly once, on every path, and cannot"
            + " be used afterwards.",
    minutes = 20,
    points = 10,
    checklist = "lease")
class Ex302TheLeaseTest {

  private static final String FIRST_CLOSE =
      "close(), when it is called first: does it mark this lease, or the connection that others"
          + " lease, too? On which thread, and when, does it call giveBack()?";

  @RegisterExtension final TestThreads threads = new TestThreads();

  private final RecordingPool pool = new RecordingPool();

  @Test
  @DisplayName("however often a lease is closed, its connection goes back once")
  @Rejects({
    "double-close-returns-twice",
    "second-close-throws",
    "reentrant-lock-as-the-mark",
    "marks-the-connection-not-the-lease",
    "closes-the-connection-for-ever"
  })
  void closesOnce() {
    Lease<FakeConnection> lease = lease();
    Feedback.Happened expected =
        Feedback.did("a lease was closed, and then closed again")
            .expected("its connection goes back at the first close; the second one does nothing");
    String firstTime = "close(): what it does when it is called for the first time";
    threads.run("the first close", lease::close).returns(expected, firstTime);
    expected
        .happened("after the first close the pool had got back " + pool.returned)
        .lookAt(pool.returned.isEmpty() ? FIRST_CLOSE : firstTime)
        .unless(pool.returned.equals(List.of(pool.connection)));
    String lookAt =
        "close(): how does it know that it was called before, and what does it do then?";
    threads.run("the second close", lease::close).returns(expected, lookAt);
    wentBackOnce(expected, lookAt);
    closesOnceForOneThread();
    closesOnceForTwoUsers();
  }

  private void closesOnceForOneThread() {
    pool.forget();
    Lease<FakeConnection> lease = lease();
    Feedback.Happened expected =
        Feedback.did("the same thread closed a lease twice")
            .expected("its connection goes back at the first close; the second one does nothing");
    String lookAt =
        "close(): how does it know that it was called before, also if the caller is the same thread?";
    threads
        .run(
            "its user",
            () -> {
              lease.close();
              lease.close();
            })
        .returns(expected, lookAt);
    wentBackOnce(expected, lookAt);
  }

  private void closesOnceForTwoUsers() {
    pool.forget();
    Lease<FakeConnection> lease = lease();
    Feedback.Happened expected =
        Feedback.did(
                "a lease was closed, its connection was leased again, and the old lease closed"
                    + " again")
            .expected("the late close does nothing: the connection is in use by someone else");
    String lookAt = "close(): what is marked, this lease or the connection that others lease, too?";
    threads
        .run(
            "its user",
            () -> {
              lease.close();
              lease();
              lease.close();
            })
        .returns(expected, lookAt);
    wentBackOnce(expected, lookAt);
  }

  private void wentBackOnce(Feedback.Happened expected, String lookAt) {
    expected
        .happened("the pool got back " + pool.returned)
        .lookAt(pool.returned.isEmpty() ? FIRST_CLOSE : lookAt)
        .unless(pool.returned.size() == 1);
  }

  @Test
  @DisplayName("two threads that close at the same instant give the connection back once")
  @Rejects("checks-then-marks")
  void closesOnceFromTwoThreads() {
    new Interleavings(
            threads,
            TwoClosers.class,
            Feedback.did(
                    "two threads closed the same lease, the second one coming in between two steps of"
                        + " the first")
                .expected("the connection goes back once"),
            "close(): is asking whether it is closed one step with marking it as closed?")
        .tryAll();
  }

  @Test
  @DisplayName("a closed lease does not hand out its connection")
  @Rejects({
    "no-fence",
    "null-after-close",
    "tells-the-connection-once",
    "marks-the-connection-not-the-lease"
  })
  void refusesAfterClose() {
    Lease<FakeConnection> lease = lease();
    Feedback.Happened whileOpen =
        Feedback.did("a lease was asked for its connection before it was closed")
            .expected("the connection, each time");
    String open =
        "connection(): what it does while the lease is open, also when it is called again";
    for (String time : List.of("the first call", "the second call")) {
      FakeConnection told = threads.start(time, lease::connection).returns(whileOpen, open);
      whileOpen.happened(time + " returned " + told).lookAt(open).unless(told == pool.connection);
    }

    threads
        .run("its user", lease::close)
        .returns(Feedback.did("a lease was closed").expected("it is"), "close()");
    refuses(
        lease,
        Feedback.did("a lease was closed, and then asked for its connection")
            .expected("an IllegalStateException: the connection may already serve someone else"),
        "connection(): what does it ask before it returns the connection?");
    threads
        .start("the next user", this::lease)
        .returns(Feedback.did("a connection was leased again").expected("it is"), "Lease()");
    refuses(
        lease,
        Feedback.did(
                "a lease was closed, its connection was leased again, and the old lease was asked for"
                    + " it")
            .expected("an IllegalStateException: the connection serves someone else"),
        "connection(): what does it ask, whether this lease is closed, or whether anybody leases the"
            + " connection?");
  }

  private void refuses(Lease<FakeConnection> lease, Feedback.Happened expected, String lookAt) {
    Throwable refusal = threads.start("its user", lease::connection).fails(expected, lookAt);
    expected
        .happened("it threw " + TestThread.inWords(refusal))
        .lookAt("connection(): what tells its caller that the lease is closed?")
        .unless(refusal instanceof IllegalStateException);
  }

  @Test
  @DisplayName("nobody can use the lease any more while its connection is on the way back")
  @Rejects("fence-after-the-return")
  void refusesBeforeTheReturn() {
    Lease<FakeConnection> lease = lease();
    pool.slowReturn = new Gate();
    String lookAt = "close(): which comes first, the mark or giveBack()?";
    TestThread<Void> closer = threads.run("the closing thread", lease::close);
    closer.waits(
        Feedback.did("a lease was closed, and the pool took its time to take the connection back")
            .expected("close() waits for giveBack()"),
        "close(): on which thread, and when, does it call giveBack()?");
    TestThread<FakeConnection> user = threads.start("another user", lease::connection);
    Feedback.Happened expected =
        Feedback.did("while a connection was on its way back, the lease was asked for it")
            .expected("it is refused: the pool may have lent it to someone else already");
    threads.settle(expected, lookAt);
    pool.slowReturn.open();
    user.fails(expected, lookAt);
  }

  @Test
  @DisplayName("one thread may close the lease while another one asks for the connection")
  @Rejects({"reads-the-mark-without-the-lock", "reads-twice", "gives-up-when-somebody-reads"})
  void closesWhileOthersUseIt() {
    new Overlap(
            threads,
            CloseAndUse.class,
            Feedback.did(
                    "one thread closed the lease, and a second one asked for the connection when the"
                        + " first was about to mark the lease as closed")
                .expected(
                    "the second waits for the first, or it reads what is made to be shared: an atomic,"
                        + " a volatile field"),
            "these two lines: a second thread may never see what was written to a plain field. Does a"
                + " lock cover both lines? Or what else makes it safe?")
        .tryAll();
    closesBetweenTheStepsOfAUser();
  }

  private void closesBetweenTheStepsOfAUser() {
    new Interleavings(
            threads,
            UseAndClose.class,
            Feedback.did(
                    "one thread asked the lease for its connection, and a second one closed the lease"
                        + " in between two steps of the first")
                .expected(
                    "the first gets the connection or an IllegalStateException, and the connection"
                        + " goes back once"),
            "that line: the lease is closed right there. Does connection() return what it has checked?"
                + " Does close() do its work although someone is in connection()?")
        .tryAll();
  }

  @Test
  @DisplayName("call() does the work while the connection is out, and gives it back afterwards")
  @Rejects({"returned-before-the-work", "borrows-twice", "one-call-at-a-time"})
  void givesBackAfterTheWork() {
    Feedback.Happened expected =
        Feedback.did("call() was given work that returns a text")
            .expected("it borrows, does the work, gives back, and returns the text");
    String lookAt = "call(): how often does it borrow, work and give back, and in which order?";
    String result =
        threads
            .start(
                "the caller",
                () -> Ex302TheLease.call(pool, used -> pool.work() + used + pool.state()))
            .returns(expected, lookAt);
    expected
        .happened("it returned \"" + result + "\"; afterwards" + pool.state())
        .lookAt(lookAt)
        .unless(
            result != null
                && result.equals("used connection 1: borrowed 1, worked 1, given back 0")
                && pool.wasUsedOnce());
    worksWhileAnotherWorks();
  }

  private void worksWhileAnotherWorks() {
    Gate slowWork = new Gate();
    Feedback.Happened expected =
        Feedback.did("the work of one call() took long, and a second thread made a call()")
            .expected("the second does not wait for the first: each has a connection to work with");
    String lookAt = "call(): does it hold a lock while it works, and who else needs that lock?";
    TestThread<String> slow =
        threads.start(
            "the first caller",
            () ->
                Ex302TheLease.call(
                    pool,
                    used -> {
                      slowWork.pass();
                      return "worked";
                    }));
    threads.settle(expected, lookAt);
    threads
        .start("the second caller", () -> Ex302TheLease.call(pool, used -> "worked"))
        .returns(expected, lookAt);
    slowWork.open();
    slow.returns(expected, lookAt);
  }

  @Test
  @DisplayName("work that fails gives its connection back, and the caller gets the failure")
  @Rejects({
    "return-skipped-when-the-work-throws",
    "returns-after-exceptions-only",
    "swallows-the-failure",
    "wraps-the-failure",
    "wraps-the-interrupt-of-the-work",
    "works-again-after-a-failure"
  })
  void givesBackAfterAFailure() {
    for (Throwable failure :
        List.of(
            new IOException("search failed"),
            new StackOverflowError(),
            new InterruptedException("stopped"))) {
      Feedback.Happened expected =
          Feedback.did("call() was given work that throws " + failure.getClass().getSimpleName())
              .expected("the connection goes back, and call() throws that very failure");
      String thrownOn = "call(): which of your lines catches or discards what the work throws?";
      pool.forget();
      Throwable thrown =
          threads
              .start(
                  "the caller", () -> Ex302TheLease.call(pool, used -> pool.work() + fail(failure)))
              .fails(expected, thrownOn);
      expected
          .happened("it threw " + thrown + "; afterwards" + pool.state())
          .lookAt(
              thrown == failure
                  ? "call(): which of your lines run when the work throws, also when it is an Error,"
                      + " and how often?"
                  : thrownOn)
          .unless(thrown == failure && pool.wasUsedOnce());
    }
  }

  @Test
  @DisplayName("where nothing was borrowed, nothing is given back, and the caller learns why")
  @Rejects({"gives-back-what-it-never-got", "interrupt-swallowed"})
  void givesNothingBackWithoutABorrow() {
    for (Exception refusal :
        List.of(new IllegalStateException("the pool is closed"), new InterruptedException())) {
      pool.refusal = refusal;
      Feedback.Happened expected =
          Feedback.did("call() could not borrow: borrow() threw " + TestThread.inWords(refusal))
              .expected("call() throws the same, and gives nothing back");
      String thrownOn = "call(): which of your lines catches or discards what borrow() throws?";
      Throwable thrown =
          threads
              .start("the caller", () -> Ex302TheLease.call(pool, used -> "used"))
              .fails(expected, thrownOn);
      expected
          .happened("it threw " + TestThread.inWords(thrown) + "; given back was " + pool.returned)
          .lookAt(
              thrown == refusal ? "call(): what does it give back when it has nothing?" : thrownOn)
          .unless(thrown == refusal && pool.returned.isEmpty());
    }
  }

  private Lease<FakeConnection> lease() {
    return new Lease<>(pool, pool.connection);
  }

  private static String fail(Throwable failure) throws Exception {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (Exception) failure;
  }

  /** Writes down what is borrowed and given back. */
  static final class RecordingPool implements Ex302TheLease.Pool<FakeConnection> {

    final FakeConnection connection = new FakeConnection(1);
    final List<FakeConnection> borrowed = new CopyOnWriteArrayList<>();
    final List<FakeConnection> returned = new CopyOnWriteArrayList<>();
    final AtomicInteger worked = new AtomicInteger();
    volatile Gate slowReturn;
    volatile Exception refusal;

    @Override
    public FakeConnection borrow() throws InterruptedException {
      if (refusal instanceof InterruptedException interrupt) {
        throw interrupt;
      } else if (refusal != null) {
        throw (RuntimeException) refusal;
      }
      borrowed.add(connection);
      return connection;
    }

    @Override
    public void giveBack(FakeConnection back) {
      if (slowReturn != null) {
        slowReturn.passOrFail();
      }
      returned.add(back);
    }

    String work() {
      worked.incrementAndGet();
      return "used ";
    }

    void forget() {
      borrowed.clear();
      worked.set(0);
      returned.clear();
    }

    boolean wasUsedOnce() {
      return worked.get() == 1 && returned.equals(List.of(connection));
    }

    String state() {
      return ": borrowed %d, worked %d, given back %d"
          .formatted(borrowed.size(), worked.get(), returned.size());
    }
  }

  /** One lease, closed by two threads. */
  static final class TwoClosers implements Interleavings.Contest {

    private final RecordingPool pool = new RecordingPool();
    private final Lease<FakeConnection> lease = new Lease<>(pool, pool.connection);

    @Override
    public void first() {
      lease.close();
    }

    @Override
    public void second() {
      lease.close();
    }

    @Override
    public Optional<String> complaint() {
      return pool.returned.size() == 1
          ? Optional.empty()
          : Optional.of("it went back " + pool.returned.size() + " times");
    }
  }

  /** One lease, closed by one thread and used by another. */
  static class CloseAndUse implements Interleavings.Contest {

    private final RecordingPool pool = new RecordingPool();
    private final Lease<FakeConnection> lease = new Lease<>(pool, pool.connection);
    private volatile Object got;

    @Override
    public void first() {
      lease.close();
    }

    @Override
    public void second() {
      try {
        got = lease.connection();
      } catch (IllegalStateException e) {
        got = "an IllegalStateException"; // it may come after the mark, too
      }
    }

    @Override
    public Optional<String> complaint() {
      return got != null && pool.returned.size() == 1
          ? Optional.empty()
          : Optional.of(
              "the one that asked got " + got + ", and the pool got back " + pool.returned);
    }
  }

  /** The same with the user being the one that is stopped. */
  static final class UseAndClose extends CloseAndUse {

    @Override
    public void first() {
      super.second();
    }

    @Override
    public void second() {
      super.first();
    }
  }
}
