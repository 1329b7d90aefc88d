package workbook.pool.exercises;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
import workbook.pool.harness.FakeConnection;
import workbook.pool.harness.Overlap;
import workbook.pool.harness.ScriptedConnections;

@Exercise(
    id = "3.01",
    title = "Borrow and return",
    objective =
        "Lend connections to many threads, never more than a fixed number, while one slow or failed"
            + " connect disturbs nobody else.",
    minutes = 30,
    points = 10,
    checklist = "pool-principle")
class Ex301BorrowAndReturnTest {

  private static final int OVERTAKINGS = 8;

  /** For what a thread of the learner's own may do; it is over as soon as all threads sleep. */
  private static final Duration AT_MOST = Duration.ofSeconds(2);

  @RegisterExtension final TestThreads threads = new TestThreads();

  private final ScriptedConnections server = new ScriptedConnections();
  private final Ex301BorrowAndReturn<FakeConnection> pool = poolOf(3);

  @Test
  @DisplayName("a connection that came back goes to the next borrower, and to nobody else")
  @Rejects({"empty-places-first", "forgets-what-comes-back", "lends-without-taking"})
  void lendsWhatCameBack() {
    FakeConnection first = borrow(pool);
    giveBack(pool, first);
    FakeConnection second = borrow(pool);
    Feedback.did("a connection was borrowed, given back, and borrowed again")
        .expected("the same connection both times: it was idle, so none had to be opened")
        .happened("first " + first + ", then " + second + "; " + server.opened() + " were opened")
        .lookAt(
            "giveBack(): where does the connection go? borrow(): does it look there before it opens"
                + " one?")
        .unless(first == second && server.opened() == 1);

    List<FakeConnection> out = List.of(second, borrow(pool), borrow(pool));
    Feedback.did("three connections are out at the same time, one of them for the second time")
        .expected("three different connections")
        .happened("lent were " + out)
        .lookAt("how borrow() takes a connection: is it still among the idle ones afterwards?")
        .unless(new HashSet<>(out).size() == 3);
  }

  @Test
  @DisplayName("a fourth borrower waits until one of three connections comes back")
  @Rejects({
    "no-bound", "counts-what-is-lent", "busy-wait",
    "wakes-nobody", "sleeps-inside-the-lock", "if-instead-of-while",
    "releases-what-it-never-acquired"
  })
  void waitsUntilOneComesBack() {
    // Twice: a connection that came back still exists, and must not be counted as gone.
    List.of(borrow(pool), borrow(pool), borrow(pool)).forEach(each -> giveBack(pool, each));
    FakeConnection first = borrow(pool);
    borrow(pool);
    borrow(pool);
    List<TestThread<FakeConnection>> waiters =
        Stream.of("the fourth borrower", "the fifth borrower", "the sixth borrower")
            .map(name -> threads.start(name, pool::borrow))
            .toList();
    allWait(waiters);
    giveBack(pool, first);
    TestThread<FakeConnection> served = oneGets(first, waiters);
    interruptFreesNoPlace(waiters.stream().filter(waiter -> waiter != served).toList());
  }

  private void allWait(List<TestThread<FakeConnection>> waiters) {
    Feedback.Happened expected =
        Feedback.did(
                "three of three connections had come back and were out again, and three more borrowers"
                    + " came")
            .expected("all three wait, without keeping a processor busy");
    threads.settle(expected, "the loop in borrow(): what lets the thread sleep in it?");
    for (TestThread<FakeConnection> waiter : waiters) {
      waiter.waits(
          expected,
          "what borrow() does when none is idle and size connections exist; does one that came back"
              + " still count as existing?");
    }
  }

  private TestThread<FakeConnection> oneGets(
      FakeConnection cameBack, List<TestThread<FakeConnection>> waiters) {
    Feedback.Happened expected =
        Feedback.did("three connections were out, three more borrowers waited, and one came back")
            .expected("one of the three gets the connection that came back, the others wait on");
    List<TestThread<FakeConnection>> served =
        threads.ended(
            1, waiters, expected, "giveBack(): what tells a thread that waits that it can go on?");
    String lookAt =
        "what a thread does when it wakes up: is what it waited for there, or was another faster?";
    expected
        .happened(
            served.stream().map(TestThread::outcome).collect(Collectors.joining("; "))
                + "; given back was "
                + cameBack)
        .lookAt(lookAt)
        .unless(served.size() == 1 && served.get(0).returns(expected, lookAt) == cameBack);
    return served.get(0);
  }

  /** Whether an interrupt ends the wait is not asked here. */
  private void interruptFreesNoPlace(List<TestThread<FakeConnection>> bothWait) {
    bothWait.get(0).interrupt();
    bothWait
        .get(1)
        .waits(
            Feedback.did(
                    "three of three connections were out, two more borrowers waited, and one of the"
                        + " two was interrupted")
                .expected("the other waits on: three connections are out, as before"),
            "borrow(), when its wait ends with an exception: what does it undo or release then, and"
                + " had it got that at all?");
  }

  @Test
  @DisplayName("a borrower that wakes up too late waits again")
  @Rejects("opens-after-waking-up")
  void waitsAgainWhenOvertaken() {
    Ex301BorrowAndReturn<FakeConnection> poolOfOne = poolOf(1);
    String lookAt =
        "what a borrower does when it wakes up: is what it waited for still true? And giveBack(): is"
            + " the connection there before somebody may go on?";
    // Whoever gives back and borrows at once nearly always comes before the one it has woken.
    for (int i = 0; i < OVERTAKINGS; i++) {
      FakeConnection out = borrow(poolOfOne);
      TestThread<Void> waiter =
          threads.run("the waiter", () -> poolOfOne.giveBack(poolOfOne.borrow()));
      waiter.waits(
          Feedback.did("the only connection was out, and a borrower came").expected("it waits"),
          lookAt);
      Feedback.Happened expected =
          Feedback.did(
                  "in a pool of one, a borrower waited; another thread gave the connection back and"
                      + " borrowed again at once")
              .expected("one of them gets it, the other when it comes back; no other is opened");
      FakeConnection again =
          threads
              .start(
                  "the overtaker",
                  () -> {
                    poolOfOne.giveBack(out);
                    return poolOfOne.borrow();
                  })
              .returns(expected, lookAt);
      threads.settle(expected, lookAt);
      expected
          .happened(server.opened() + " connections were opened")
          .lookAt(lookAt)
          .unless(server.opened() == 1);
      giveBack(poolOfOne, again);
      waiter.returns(expected, lookAt);
    }
  }

  @Test
  @DisplayName("borrowers that come at once open as many connections as there are places")
  @Rejects({"check-then-act", "counts-in-two-steps", "no-lock"})
  void opensOneForEachPlace() {
    fourOpenThree();
    twoOpenOne();
  }

  private void fourOpenThree() {
    Gate gate = server.everyOpenWaits();
    List<TestThread<FakeConnection>> borrowers =
        IntStream.rangeClosed(1, 4)
            .mapToObj(i -> threads.start("borrower " + i, pool::borrow))
            .toList();
    String did = "four borrowers came at once to a pool of three whose server is slow";
    String lookAt =
        "what happens between the check that there is room and the count of the new connection:"
            + " can another thread come between them?";
    threads.settle(Feedback.did(did).expected("each opens a connection or waits"), lookAt);
    Feedback.Happened expected =
        Feedback.did(did).expected("three of them open a connection, and one waits");
    // It may be done by other threads than the borrowers, which begin a moment later.
    TestThreads.comesTrue(AT_MOST, () -> server.attempts() >= 3);
    expected
        .happened(
            (server.attempts() < 3 ? "only " : "")
                + server.attempts()
                + " of them began to open one")
        .lookAt(
            server.attempts() > 3
                ? lookAt
                : "what a thread holds while open() runs: who else needs that to begin?")
        .unless(server.attempts() == 3);

    gate.open();
    String afterwards =
        "what borrow() does when its open() has returned, and what the others do then";
    int served = threads.ended(3, borrowers, expected, afterwards).size();
    expected
        .happened(served + " borrowers got a connection, and " + server.opened() + " were opened")
        .lookAt(afterwards)
        .unless(served == 3 && server.opened() == 3);
  }

  private void twoOpenOne() {
    new Interleavings(
            threads,
            TwoBorrowers.class,
            Feedback.did(
                    "two threads borrowed from a new pool of one and gave back, the second one coming"
                        + " in between two steps of the first")
                .expected("they get the same connection in turn, and it is the only one"),
            "that line and the ones before it: what has one of the two found out that is no longer"
                + " true when it goes on?")
        .tryAll();
  }

  @Test
  @DisplayName("each connection that comes back reaches a borrower that waits or is about to")
  @Rejects({"wakes-only-when-none-was-idle", "tells-only-who-waits-already"})
  void reachesWhoWaits() {
    twoReachTwo();
    oneIsNotOverlooked();
  }

  private void twoReachTwo() {
    Ex301BorrowAndReturn<FakeConnection> poolOfTwo = poolOf(2);
    // A thread that was woken takes longer to come than its returner to give back another one.
    for (int i = 0; i < OVERTAKINGS; i++) {
      List<FakeConnection> out = List.of(borrow(poolOfTwo), borrow(poolOfTwo));
      Feedback.Happened expected =
          Feedback.did(
                  "both connections of two were out, two borrowers waited, and both connections came"
                      + " back, one right after the other")
              .expected("both borrowers are served");
      String lookAt = "giveBack(): when does it wake a borrower, and when does it not?";
      List<TestThread<Void>> waiters =
          IntStream.rangeClosed(1, 2)
              .mapToObj(
                  n -> threads.run("borrower " + n, () -> poolOfTwo.giveBack(poolOfTwo.borrow())))
              .toList();
      threads.settle(expected, lookAt);
      threads
          .run("the returner", () -> out.forEach(poolOfTwo::giveBack))
          .returns(expected, "giveBack(): what does it wait for?");
      waiters.forEach(waiter -> waiter.returns(expected, lookAt));
    }
  }

  private void oneIsNotOverlooked() {
    new Interleavings(
            threads,
            BorrowAndReturn.class,
            Feedback.did(
                    "the only connection was out, and it came back in between two steps of a"
                        + " borrower, who is called the first thread here")
                .expected("that borrower gets it"),
            "that line and the ones before it: the first thread has seen that nothing is there. Is"
                + " that still true when it begins to wait, and who would tell it?")
        .tryAll();
  }

  @Test
  @DisplayName("nobody uses the idle connections or a count while another thread changes them")
  @Rejects({"idle-without-a-lock", "no-lock", "uncounts-outside-the-lock"})
  void sharesNothingUnguarded() {
    new Overlap(
            threads,
            TwoInAPoolOfTwo.class,
            Feedback.did(
                    "two threads borrowed from a pool of two, whose first open() failed, and gave"
                        + " back, the second one coming when the first was about to change what both"
                        + " use")
                .expected(
                    "the second waits for the first, or it uses what is made to be shared: a"
                        + " thread-safe collection, an atomic, a volatile field"),
            "these two lines: a plain collection, array or field is made for one thread. Does a lock"
                + " cover both lines? Or what else makes it safe?")
        .tryAll();
  }

  @Test
  @DisplayName("while one connection is being opened, others are borrowed and given back")
  @Rejects("opens-inside-the-lock")
  void opensOutsideTheLock() {
    Gate gate = server.nextOpenWaits();
    TestThread<FakeConnection> slow = threads.start("the first borrower", pool::borrow);
    String lookAt = "what your code holds while it calls open(): who else needs that?";
    Feedback.Happened atFirst =
        Feedback.did("a connection was borrowed while the server was slow")
            .expected("the borrower waits for open()");
    slow.waits(atFirst, lookAt);
    atFirst
        .happened("it waits, but nobody has called open()")
        .lookAt("borrow(): what does the first of all borrowers wait for?")
        .unless(TestThreads.comesTrue(AT_MOST, () -> gate.waiting() == 1));

    String did = "while one borrower waited for a slow open(), another one came";
    FakeConnection second =
        threads
            .start("the second borrower", pool::borrow)
            .returns(Feedback.did(did).expected("it opens a connection of its own"), lookAt);
    threads
        .run("the second borrower", () -> pool.giveBack(second))
        .returns(Feedback.did(did).expected("it can give its connection back"), lookAt);

    gate.open();
    slow.returns(
        Feedback.did("the slow open() came to its end").expected("its borrower gets it"), lookAt);
  }

  @Test
  @DisplayName("a failed open is told to its borrower and leaves its place to the next")
  @Rejects({
    "counts-a-failed-open", "null-for-a-failure", "undo-can-be-interrupted",
    "error-keeps-the-place", "nobody-told-of-the-free-place", "inherited-place-is-lost"
  })
  void failedOpenLeavesItsPlace() {
    IOException refused = new IOException("connection refused");
    server.nextOpenFails(refused);
    leavesItsPlace(refused, "", "");
    IOException interrupted = new ClosedByInterruptException();
    server.nextOpenIsInterrupted(interrupted);
    leavesItsPlace(
        interrupted,
        " because its thread was interrupted, and still is",
        " Does a call there give up because of the interrupt, before the place is free?");
    Error broken = new NoClassDefFoundError("io/netty/Channel");
    server.nextOpenFails(broken);
    leavesItsPlace(broken, "", " Is it the same for an Error?");
    leavesItsPlaceToWhoWaits();
  }

  private void leavesItsPlace(Throwable failure, String why, String question) {
    String lookAt =
        "borrow(), when open() throws: who catches that, and what does the caller get?" + question;
    Ex301BorrowAndReturn<FakeConnection> poolOfOne = poolOf(1);
    Feedback.Happened expected =
        Feedback.did(
                "a connection was borrowed, and open() threw " + TestThread.inWords(failure) + why)
            .expected("borrow() throws that failure, as it is or as a cause");
    Throwable told = threads.start("the first borrower", poolOfOne::borrow).fails(expected, lookAt);
    expected
        .happened("it threw " + TestThread.inWords(told) + ", which does not say why")
        .lookAt(lookAt)
        .unless(hasCause(told, failure));

    threads
        .start("the next borrower", poolOfOne::borrow)
        .returns(
            Feedback.did(
                    "in a pool of one, the first open() ended with "
                        + TestThread.inWords(failure)
                        + "; then the server was back")
                .expected("the next borrower opens a connection: none exists"),
            "the way out of borrow() when open() throws that: what did you change before it, and is"
                + " it undone?");
  }

  private void leavesItsPlaceToWhoWaits() {
    Ex301BorrowAndReturn<FakeConnection> poolOfOne = poolOf(1);
    Gate gate = server.nextOpenWaitsAndFails(new IOException("connection refused"));
    server.nextOpenFails(new IOException("connection refused again"));
    TestThread<FakeConnection> first = threads.start("the first borrower", poolOfOne::borrow);
    String lookAt =
        "what your code does when open() has failed: who may be waiting for that place?";
    first.waits(
        Feedback.did("a connection was borrowed while the server was slow")
            .expected("the borrower waits for open()"),
        lookAt);
    TestThread<FakeConnection> second = threads.start("the second borrower", poolOfOne::borrow);
    second.waits(
        Feedback.did("in a pool of one, a connection is being opened, and a second borrower came")
            .expected("it waits: the only place is taken"),
        "what counts as taken: also a connection that is still being opened");

    gate.open();
    second.fails(
        Feedback.did(
                "in a pool of one, a second borrower waited while open() failed for the first; the"
                    + " next open() fails, too")
            .expected(
                "the place is free: the second borrower tries to open, and is told that it failed"),
        lookAt);
    threads
        .start("the third borrower", poolOfOne::borrow)
        .returns(
            Feedback.did(
                    "in a pool of one, open() failed for the first borrower, and for the second, who"
                        + " had waited for the place; then the server was back")
                .expected("a third borrower opens a connection: none exists"),
            "borrow(), where a borrower that has waited calls open(): what if that fails as well, is"
                + " its place free again?");
  }

  private Ex301BorrowAndReturn<FakeConnection> poolOf(int size) {
    return new Ex301BorrowAndReturn<>(size, server::open);
  }

  private FakeConnection borrow(Ex301BorrowAndReturn<FakeConnection> from) {
    Feedback.Happened expected =
        Feedback.did("a connection was borrowed while fewer than three were out")
            .expected("borrow() returns one at once");
    String lookAt = "borrow(), where a connection is idle or may be opened";
    FakeConnection got = threads.start("a borrower", from::borrow).returns(expected, lookAt);
    expected.happened("it returned null").lookAt(lookAt).unless(got != null);
    return got;
  }

  private void giveBack(Ex301BorrowAndReturn<FakeConnection> to, FakeConnection connection) {
    Feedback.Happened expected =
        Feedback.did("a connection was given back").expected("giveBack() returns at once");
    String lookAt = "giveBack(): what does it wait for, and who could have it?";
    TestThread<Void> returner = threads.run("a returner", () -> to.giveBack(connection));
    threads.settle(expected, lookAt);
    returner.returns(
        expected,
        returner.hasEnded()
            ? "giveBack(): whoever wakes up others or unlocks must hold the lock itself. Does it?"
            : lookAt);
  }

  private static boolean hasCause(Throwable thrown, Throwable cause) {
    return thrown != null && (thrown == cause || hasCause(thrown.getCause(), cause));
  }

  /** A pool of one with a server of its own. */
  static final class TwoBorrowers implements Interleavings.Contest {

    private final ScriptedConnections server = new ScriptedConnections();
    private final Ex301BorrowAndReturn<FakeConnection> pool =
        new Ex301BorrowAndReturn<>(1, server::open);

    @Override
    public void first() throws Exception {
      pool.giveBack(pool.borrow());
    }

    @Override
    public void second() throws Exception {
      pool.giveBack(pool.borrow());
    }

    @Override
    public Optional<String> complaint() {
      return server.opened() == 1
          ? Optional.empty()
          : Optional.of(server.opened() + " connections were opened");
    }
  }

  /** The only connection is out; one thread borrows, and the other gives that connection back. */
  static final class BorrowAndReturn implements Interleavings.Contest {

    private final Ex301BorrowAndReturn<FakeConnection> pool;
    private final FakeConnection out;

    BorrowAndReturn() throws Exception {
      pool = new Ex301BorrowAndReturn<>(1, new ScriptedConnections()::open);
      out = pool.borrow();
    }

    @Override
    public void first() throws Exception {
      pool.borrow();
    }

    @Override
    public void second() {
      pool.giveBack(out);
    }

    @Override
    public Optional<String> complaint() {
      return Optional.empty();
    }
  }

  /** There is a connection for each of the two; whoever comes first is refused. */
  static final class TwoInAPoolOfTwo implements Interleavings.Contest {

    private final ScriptedConnections server = new ScriptedConnections();
    private final Ex301BorrowAndReturn<FakeConnection> pool =
        new Ex301BorrowAndReturn<>(2, server::open);
    private final AtomicInteger refused = new AtomicInteger();

    TwoInAPoolOfTwo() {
      server.nextOpenFails(new IOException("connection refused"));
    }

    @Override
    public void first() throws Exception {
      borrowAndReturn();
      borrowAndReturn();
      borrowAndReturn();
    }

    @Override
    public void second() throws Exception {
      borrowAndReturn();
    }

    private void borrowAndReturn() throws Exception {
      FakeConnection got = borrow();
      if (got != null) {
        pool.giveBack(got);
      }
    }

    private FakeConnection borrow() throws Exception {
      try {
        return pool.borrow();
      } catch (Exception e) {
        if (refused.incrementAndGet() > 1) {
          throw e;
        }
        return null;
      }
    }

    @Override
    public Optional<String> complaint() {
      return Optional.empty();
    }
  }
}
