package workbook.pool.exercises;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import workbook.kit.exercise.Exercise;
import workbook.kit.exercise.Feedback;
import workbook.kit.exercise.Rejects;
import workbook.kit.harness.Gate;
import workbook.kit.harness.TestThread;
import workbook.kit.harness.TestThreads;
import workbook.pool.harness.FakeConnection;
import workbook.pool.harness.FakeTime;
import workbook.pool.harness.ScriptedConnections;

@Exercise(
    id = "3.05",
    title = "Check the connection you lease",
    objective =
        "Make sure that a borrower gets a living connection, without paying for a check at every"
            + " borrow.",
    minutes = 25,
    points = 10,
    checklist = "pool-principle")
class Ex305CheckTheConnectionYouLeaseTest {

  /** Not a number of whole seconds: who counts in them is always too early or too late. */
  private static final Duration CHECK_AFTER = Duration.ofMillis(500);

  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** Who waits with a limit of time, is given so long to show what happens then. */
  private static final Duration LONG_FOR_A_WAIT = Duration.ofMillis(400);

  @RegisterExtension final TestThreads threads = new TestThreads();

  /** Each pool gets one of its own. */
  private ScriptedConnections server;

  private final FakeTime time = new FakeTime();

  @Test
  @DisplayName("a connection that was used a moment ago is lent without a check")
  @Rejects({"checks-on-every-borrow", "one-time-for-all-pools"})
  void trustsWhatJustWorked() {
    trustsWhatJustWorked(CHECK_AFTER);
    trustsWhatJustWorked(CHECK_AFTER.multipliedBy(3));
  }

  private void trustsWhatJustWorked(Duration checkAfter) {
    Duration rest = checkAfter.minusMillis(100);
    Pool pool = poolOf(1, checkAfter);
    for (int i = 0; i < 3; i++) {
      pool.giveBack(pool.borrow());
      time.advance(rest);
    }
    Feedback.did(
            "a connection was borrowed three times, %d ms apart; checks are due after %d ms"
                .formatted(rest.toMillis(), checkAfter.toMillis()))
        .expected("no check: each would cost a round trip to the server")
        .happened("checks: " + server.checked().size())
        .lookAt(
            "borrow(): for how long was the connection idle, by which clock, nanoTime or another, and"
                + " how long may it be in this pool? Is that asked before the check?")
        .unless(server.checked().isEmpty());
  }

  @Test
  @DisplayName("a connection in steady use is never checked, however old its last check is")
  @Rejects("counts-since-the-last-check")
  void countsIdleTimeOnly() {
    Pool pool = poolOf(1);
    for (int i = 0; i < 5; i++) {
      FakeConnection used = pool.borrow();
      time.advance(LONG); // it is in use, not idle
      pool.giveBack(used);
    }
    Feedback.did(
            "a connection was used for 10 minutes, given back and borrowed at once, five times")
        .expected("no check: it was never idle")
        .happened("checks: " + server.checked().size())
        .lookAt(
            "the time from which on you count, and its clock: since the connection came back, or since"
                + " when? By nanoTime, or by another clock?")
        .unless(server.checked().isEmpty());
  }

  @Test
  @DisplayName(
      "of connections that were idle for too long, each is checked itself before it is lent")
  @Rejects({
    "checks-another-connection",
    "checks-all-of-them",
    "never-checks",
    "counts-whole-seconds",
    "new-one-for-everyone"
  })
  void checksTheOneItLends() {
    Pool pool = poolOf(3);
    time.advance(CHECK_AFTER.plusMillis(1));
    List<FakeConnection> lent = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      lent.add(pool.borrow());
    }
    Feedback.did(
            "three connections were idle for 501 ms, and all three were borrowed; checks are due"
                + " after 500 ms")
        .expected("each borrower's connection is checked, and no other: " + lent)
        .happened("checked were " + server.checked())
        .lookAt(whoseCheck(lent))
        .unless(server.checked().containsAll(lent) && server.checked().size() == lent.size());
  }

  private String whoseCheck(List<FakeConnection> lent) {
    List<FakeConnection> checked = server.checked();
    if (checked.isEmpty()) {
      return "borrow(): after how long a rest does it ask the server, and in which unit does it count?";
    }
    return lent.containsAll(checked) && checked.size() < lent.size()
        ? "the ways through borrow(): on which of them is a connection lent without a check of its own?"
        : "the argument of answers(): is it the connection that this borrower gets?";
  }

  @Test
  @DisplayName("a dead connection is closed, and a new one is lent in its place")
  @Rejects({
    "lends-the-dead-one",
    "leaves-the-dead-one-open",
    "asks-and-does-not-listen",
    "takes-the-next-instead",
    "opens-when-none-is-idle",
    "gives-up-after-a-while"
  })
  void replacesTheDead() throws InterruptedException {
    Pool pool = poolOf(2);
    List<FakeConnection> old = pool.connections;
    old.forEach(server::kill);
    time.advance(LONG);
    List<FakeConnection> lent = List.of(pool.borrow(), pool.borrow());
    boolean replaced = lent.stream().noneMatch(old::contains) && areClosed(old);
    Feedback.did("two connections died while they were idle for 10 minutes; both were borrowed")
        .expected("two new connections are lent, and the two dead ones are closed")
        .happened("lent were " + lent + ", closed " + server.closed())
        .lookAt(
            server.checked().isEmpty()
                ? "borrow(): after how long a rest does it ask the server?"
                : "what borrow() does after the check has said no")
        .unless(replaced);
    waitsForOneOf(lent, pool);
  }

  private void waitsForOneOf(List<FakeConnection> lent, Pool pool) throws InterruptedException {
    Feedback.Happened expected =
        Feedback.did(
                "both connections of two were out, each new in the place of a dead one, and a third"
                    + " borrower came")
            .expected("it waits until one comes back, and gets that one");
    String lookAt =
        "borrow(), when nothing is idle: does it wait? How many connections can there be in all?";
    TestThread<FakeConnection> third = threads.start("the third borrower", pool::tryBorrow);
    third.waits(expected, lookAt);
    if (third.thread().getState() == Thread.State.TIMED_WAITING) {
      third.thread().join(LONG_FOR_A_WAIT.toMillis());
      third.waits(expected, lookAt);
    }
    pool.giveBack(lent.get(0));
    FakeConnection got = third.returns(expected, lookAt);
    expected.happened("it got " + got).lookAt(lookAt).unless(got == lent.get(0));
  }

  /** Whether these were closed, and no others; who closes them on another thread may be late. */
  private boolean areClosed(List<FakeConnection> dead) {
    TestThreads.comesTrue(PATIENCE, () -> server.closed().size() >= dead.size());
    return server.closed().size() == dead.size() && server.closed().containsAll(dead);
  }

  @Test
  @DisplayName("a check that throws means a dead connection, not a failed borrow")
  @Rejects({
    "exception-loses-the-connection",
    "unchecked-exception-loses-the-connection",
    "knows-two-kinds-of-exceptions"
  })
  void takesAnExceptionForANo() {
    checkFails(new IOException("connection reset"));
    checkFails(new IllegalStateException("the channel is already shut down"));
    checkFails(new TimeoutException("no answer in time"));
  }

  private void checkFails(Exception failure) {
    Pool pool = poolOf(1);
    server.nextCheckFails(failure);
    time.advance(LONG);
    Feedback.Happened expected =
        Feedback.did("the check of the only connection threw " + TestThread.inWords(failure))
            .expected("the connection is closed, and the borrower gets a new one");
    String lookAt =
        "borrow(), when answers() throws, whatever it is: does the same happen as after a no?";
    FakeConnection lent = threads.start("the borrower", pool::tryBorrow).returns(expected, lookAt);
    boolean replaced = !pool.connections.contains(lent) && areClosed(pool.connections);
    expected
        .happened("lent was " + lent + ", closed " + server.closed())
        .lookAt(lookAt)
        .unless(replaced);
  }

  @Test
  @DisplayName("a connection that passed a check is checked again after its next long rest")
  @Rejects("checks-once")
  void checksAgain() {
    Pool pool = poolOf(1);
    for (int i = 0; i < 3; i++) {
      time.advance(LONG);
      pool.giveBack(pool.borrow());
      pool.giveBack(pool.borrow());
    }
    Feedback.did("three times a connection rested for 10 minutes and was then borrowed twice")
        .expected("checks: 3, one after each rest")
        .happened("checks: " + server.checked().size())
        .lookAt("what you remember of a check, and for how long it is true")
        .unless(server.checked().size() == 3);
  }

  @Test
  @DisplayName("a long rest is noticed even if the clock's count overflows meanwhile")
  @Rejects("compares-moments")
  void measuresAcrossAnOverflow() {
    time.startAt(Long.MAX_VALUE - Duration.ofMinutes(1).toNanos());
    Pool pool = poolOf(1);
    time.advance(LONG);
    FakeConnection lent = pool.borrow();
    Feedback.did(
            "a connection came back one minute before nanoTime reached Long.MAX_VALUE, rested for 10"
                + " minutes, and was borrowed; the clock had gone on at Long.MIN_VALUE")
        .expected("it is checked: " + lent)
        .happened("checked were " + server.checked())
        .lookAt(
            "how borrow() compares two readings of nanoTime: a later one may be the smaller number."
                + " What of the two is always right?")
        .unless(server.checked().equals(List.of(lent)));
  }

  @Test
  @DisplayName(
      "while one connection is being checked or replaced, others are borrowed and given back")
  @Rejects({
    "checks-inside-the-lock",
    "replaces-inside-the-lock",
    "checks-the-top-and-then-takes",
    "no-check-beside-a-check",
    "one-replacement-at-a-time"
  })
  void waitsForTheServerAlone() {
    Pool pool = poolOf(3);
    time.advance(LONG);
    Gate check = server.nextCheckWaits();
    Gate close = server.everyCloseWaits();
    Gate open = server.nextOpenWaits();
    TestThread<FakeConnection> slow = threads.start("the first borrower", pool::tryBorrow);
    // Or a thread that the learner's code started for that.
    TestThreads.comesTrue(PATIENCE, () -> check.waiting() > 0 || slow.hasEnded());
    slow.waits(
        Feedback.did("a connection was borrowed after a long rest, and the server was slow")
            .expected("the borrower waits for the check"),
        "borrow(): after how long a rest does it ask the server?");
    List<FakeConnection> asked = server.checked();
    String did = "while one borrower waited for a slow check, another one came";
    FakeConnection second = isServed("the second borrower", did, pool);
    Feedback.did(did)
        .expected("it gets another connection, not the one being checked: " + asked)
        .happened("it got " + second)
        .lookAt("borrow(), during the check: can others still find that connection in the pool?")
        .unless(!asked.contains(second));
    Feedback.did(did + "; its connection had rested as long")
        .expected("its connection is checked, too: " + second)
        .happened("checked were " + server.checked())
        .lookAt("borrow(), while another one's check goes on: whose answer does this one trust?")
        .unless(server.checked().contains(second));
    asked.forEach(server::kill);
    check.open();
    for (Gate gate : List.of(close, open)) { // in whichever order the learner's code comes there
      slow.waits(
          Feedback.did("the check said no, and the server was slow to close and to open as well")
              .expected("the borrower waits until the dead connection is replaced"),
          "what borrow() does after the check has said no");
      isServed(
          "another borrower",
          "while one borrower waited for a dead connection to be replaced, another one came",
          pool);
      if (gate == open) {
        isServedBesideAReplacement(pool);
      }
      gate.open();
    }
    slow.returns(
        Feedback.did("the slow server came to its end").expected("the first borrower is served"),
        "what borrow() does after the check has said no");
  }

  private void isServedBesideAReplacement(Pool pool) {
    time.advance(LONG);
    pool.connections.forEach(server::kill);
    String did =
        "while one borrower waited for a new connection, which was slow to open, another one came and"
            + " took a dead one, too";
    FakeConnection got = isServed("another borrower", did, pool);
    Feedback.did(did)
        .expected("it gets a new one in place of the dead one")
        .happened("it got " + got)
        .lookAt("borrow(): does it check and replace while another borrower does the same?")
        .unless(!pool.connections.contains(got));
  }

  /** Borrows and gives back; the connection that it had. */
  private FakeConnection isServed(String borrower, String did, Pool pool) {
    String lookAt = "what borrow() holds while it waits for the server: who else needs that?";
    FakeConnection got =
        threads
            .start(borrower, pool::tryBorrow)
            .returns(Feedback.did(did).expected("it gets another connection"), lookAt);
    threads
        .run(borrower, () -> pool.pool.giveBack(got))
        .returns(Feedback.did(did).expected("it can give its connection back"), lookAt);
    return got;
  }

  private Pool poolOf(int size) {
    return poolOf(size, CHECK_AFTER);
  }

  private Pool poolOf(int size, Duration checkAfter) {
    server = new ScriptedConnections();
    return new Pool(size, checkAfter);
  }

  /** The learner's pool, and calls of it that say what is wrong when they do not end well. */
  private final class Pool {

    final List<FakeConnection> connections = new ArrayList<>();
    final Ex305CheckTheConnectionYouLease<FakeConnection> pool;

    Pool(int size, Duration checkAfter) {
      for (int i = 1; i <= size; i++) {
        connections.add(server.alreadyOpen());
      }
      pool =
          new Ex305CheckTheConnectionYouLease<>(
              connections, new FakeServer(server), checkAfter, time::nanoTime);
    }

    FakeConnection tryBorrow() throws Exception {
      return pool.borrow();
    }

    FakeConnection borrow() {
      Feedback.Happened expected =
          Feedback.did("a connection was borrowed; no more were out than the pool has")
              .expected("borrow() returns one");
      TestThread<FakeConnection> borrower = threads.start("a borrower", this::tryBorrow);
      threads.settle(expected, "borrow(): does it come to an end?");
      String lookAt =
          borrower.hasEnded()
              ? "what borrow() returns on each of its ways"
              : "what borrow() waits for: who took the place of a dead connection?";
      FakeConnection got = borrower.returns(expected, lookAt);
      expected.happened("it returned null").lookAt(lookAt).unless(got != null);
      return got;
    }

    void giveBack(FakeConnection connection) {
      threads
          .run("a returner", () -> pool.giveBack(connection))
          .returns(
              Feedback.did("a connection was given back").expected("giveBack() returns at once"),
              "giveBack(): what does it wait for?");
    }
  }

  private record FakeServer(ScriptedConnections server)
      implements Ex305CheckTheConnectionYouLease.Server<FakeConnection> {

    @Override
    public FakeConnection open() throws Exception {
      return server.open();
    }

    @Override
    public boolean answers(FakeConnection connection) throws Exception {
      return server.answers(connection);
    }

    @Override
    public void close(FakeConnection connection) {
      server.close(connection);
    }
  }
}
