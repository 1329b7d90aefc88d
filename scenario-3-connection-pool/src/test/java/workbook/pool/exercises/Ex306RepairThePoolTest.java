package workbook.pool.exercises;

import java.io.IOException;
import java.time.Duration;
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
import workbook.pool.harness.FakeScheduler;
import workbook.pool.harness.ScriptedConnections;

@Exercise(
    id = "3.06",
    title = "A failed rebuild must not shrink the pool",
    objective =
        "Replace broken connections in the background, so that no failure, however long, makes the pool"
            + " smaller.",
    minutes = 25,
    points = 10,
    checklist = "pool-principle")
class Ex306RepairThePoolTest {

  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Duration SHORT = Duration.ofMillis(100);

  /**
   * More tries than any pause that grows leaves room for, and fewer than the server puts up with.
   */
  private static final int MANY = 1_800;

  private final IOException refused = new IOException("connection refused");

  @RegisterExtension final TestThreads threads = new TestThreads();

  private final ScriptedConnections server = new ScriptedConnections();
  private final FakeScheduler scheduler = new FakeScheduler(threads);
  private final FakeConnection broken = server.alreadyOpen();
  private final Ex306RepairThePool<FakeConnection> pool =
      new Ex306RepairThePool<>(List.of(broken), new FakeServer(), scheduler::after);

  @Test
  @DisplayName("a broken connection is closed, and a new one takes its place")
  @Rejects({"keeps-the-broken-one", "leaves-the-broken-one-open"})
  void replacesTheBroken() {
    breakConnection();
    pass(SOON);
    FakeConnection lent = borrowAgain("the only connection was broken and replaced");
    Feedback.did("the only connection was broken and replaced")
        .expected("the broken one, " + broken + ", is closed, and a new one is lent")
        .happened("lent was " + lent + ", closed were " + server.closed())
        .lookAt("replace(): what becomes of the broken connection, and what becomes idle?")
        .unless(lent != broken && server.closed().contains(broken));
  }

  @Test
  @DisplayName("an outage makes no pool smaller: after it the connection is back")
  @Rejects({"slot-lost-on-failure", "gives-up-after-some-tries", "pause-never-grows"})
  void survivesAnOutage() {
    server.goDown(refused);
    breakConnection();
    pass(Duration.ofMinutes(5));
    server.comeBack();
    pass(SOON);
    borrowAgain(
        "the connection broke, the server was down for 5 minutes ("
            + server.attempts()
            + " attempts to open) and then up for 2 s");
  }

  @Test
  @DisplayName("after a long outage the pool is back as soon as after a short one")
  @Rejects("pauses-grow-without-limit")
  void comesBackSoon() {
    server.goDown(refused);
    breakConnection();
    pass(Duration.ofMinutes(10));
    int attempts = server.attempts();
    server.comeBack();
    pass(SOON);
    Feedback.did("the server was down for 10 minutes, and then up for 2 s")
        .expected("the pool tries at least once in these 2 s: its longest pause is 1 s")
        .happened((server.attempts() - attempts) + " attempts")
        .lookAt("the pause between two tries: how long is it after 10 failures?")
        .unless(server.attempts() > attempts);
    borrowAgain("the server was down for 10 minutes, and then up for 2 s");
  }

  @Test
  @DisplayName("between two tries there is a pause that grows")
  @Rejects({"retries-in-a-tight-loop", "retries-without-a-pause", "pause-never-grows"})
  void pausesBetweenTries() {
    server.goDown(refused);
    breakConnection();
    Feedback.Happened expected =
        Feedback.did("the server was down, and 10 s went by")
            .expected("between 8 and 40 attempts: quick ones at first, then about one a second");
    String lookAt = "what lies between a failed open() and the next one";
    TestThread<Void> tasks = scheduler.start(Duration.ofSeconds(10));
    threads.settle(expected, lookAt);
    int attempts = server.attempts();
    expected
        .happened(
            attempts + " attempts" + (tasks.hasEnded() ? "" : ", and no end; " + tasks.outcome()))
        .lookAt(lookAt)
        .unless(attempts >= 8 && attempts <= 40);
  }

  @Test
  @DisplayName("the first tries come quickly, the later ones more slowly")
  @Rejects({"waits-a-second-each-time", "pause-never-grows"})
  void triesQuicklyAtFirst() {
    server.goDown(refused);
    breakConnection();
    Duration start = Duration.ofMillis(900);
    Duration end = Duration.ofSeconds(9);
    pass(start);
    int first = server.attempts();
    pass(Duration.ofMinutes(1));
    int before = server.attempts();
    pass(end);
    int last = server.attempts() - before;
    double slowest = (double) last * start.toMillis() / end.toMillis();
    Feedback.did("the server was down for more than a minute")
        .expected(
            "at least 3 attempts in the first 900 ms, and clearly fewer in the same time after a"
                + " minute: the pauses grow from 50 ms to 1 s")
        .happened(
            "%d attempts in the first 900 ms; after a minute %d attempts in 9 s"
                .formatted(first, last))
        .lookAt("the pause between two tries: how long is the first one, and does it grow?")
        .unless(first >= 3 && first > 1.5 * slowest);
  }

  @Test
  @DisplayName("who returns a broken connection does not wait for the server")
  @Rejects("opens-on-the-callers-thread")
  void returnsAtOnce() {
    Gate gate = server.nextOpenWaits();
    breakConnection();
    TestThread<Void> tasks = scheduler.start(SOON);
    tasks.waits(
        Feedback.did("a connection was replaced while the server was slow")
            .expected("the pool's own thread waits for open()"),
        "replace(): what it gives to later.run(…)");
    gate.open();
    tasks.returns(
        Feedback.did("the slow open() came to its end").expected("the pool's thread goes on"),
        "what runs after open()");
    borrowAgain("the only connection was broken; the server was slow, but opened a new one");
  }

  @Test
  @DisplayName("a borrower gets its answer in time, although the rebuild hangs")
  @Rejects("borrower-rebuilds")
  void borrowerKeepsItsDeadline() {
    server.nextOpenWaits();
    breakConnection();
    scheduler.start(SOON);
    Feedback.Happened expected =
        Feedback.did("the server was silent, the only connection broken, and a borrower had 100 ms")
            .expected("after 100 ms it gets a TimeoutException");
    String lookAt = "which thread opens the new connection: can a borrower get stuck in open()?";
    Throwable told =
        threads.start("the borrower", () -> pool.borrow(SHORT)).fails(expected, lookAt);
    expected
        .happened("it got " + TestThread.inWords(told))
        .lookAt(lookAt)
        .unless(told instanceof TimeoutException);
  }

  @Test
  @DisplayName("even an Error of the driver does not end the repair")
  @Rejects("retries-after-exceptions-only")
  void survivesAnError() {
    server.nextOpenFails(new NoClassDefFoundError("io/netty/Channel"));
    breakConnection();
    pass(SOON);
    borrowAgain("the first open() ended with an Error, NoClassDefFoundError; the server was fine");
  }

  @Test
  @DisplayName("a connection that cannot even be closed is replaced all the same")
  @Rejects({"close-failure-stops-the-repair", "closes-again-at-each-try"})
  void survivesAFailedClose() {
    server.everyCloseFails(new IllegalStateException("channel is already shut down"));
    breakConnection();
    pass(SOON);
    Feedback.did("to close the broken connection threw an exception each time; the server was fine")
        .expected("a new connection is opened all the same")
        .happened(
            server.closed().size()
                + " tries to close the broken one, "
                + server.attempts()
                + " to open its successor")
        .lookAt("the task that you gave to later.run(…): which of its steps are repeated?")
        .unless(server.attempts() > 0);
    borrowAgain("closing the broken connection failed; the server was fine");
  }

  @Test
  @DisplayName("the broken connection is closed once, however often the opening is tried")
  @Rejects("closes-again-at-each-try")
  void closesOnce() {
    server.goDown(refused);
    breakConnection();
    pass(SOON);
    server.comeBack();
    pass(SOON);
    Feedback.did("the only connection broke; the server was down for 2 s, then up for 2 s")
        .expected("the broken connection is closed once")
        .happened(
            "it was closed "
                + server.closed().size()
                + " times; "
                + server.attempts()
                + " attempts to open")
        .lookAt("the task that you gave to later.run(…): which of its steps are repeated?")
        .unless(server.closed().equals(List.of(broken)));
  }

  /** Borrows the only connection and returns it as broken. */
  private void breakConnection() {
    threads
        .run(
            "its user",
            () -> {
              pool.borrow(SHORT);
              pool.replace(broken);
            })
        .returns(
            Feedback.did("a connection was found broken and replaced")
                .expected("replace() returns at once"),
            "replace(): what does it do on its caller's thread?");
  }

  private void pass(Duration time) {
    int before = server.attempts();
    TestThread<Void> tasks = scheduler.start(time);
    Feedback.Happened expected =
        Feedback.did(inWords(time) + " went by").expected("the pool's tasks come to an end");
    TestThreads.within(
        Duration.ofSeconds(1), () -> tasks.hasEnded() || server.attempts() - before > MANY);
    String lookAt = "the task that you gave to later.run(…): how does it end?";
    threads.settle(expected, lookAt);
    int tries = server.attempts() - before;
    Feedback.did("the server was down, and " + inWords(time) + " went by")
        .expected("quick tries at first, then about one a second")
        .happened(tries + " tries in " + inWords(time) + ", and no end in sight")
        .lookAt(
            "the pause that you give to later.run(…): does it grow from FIRST_PAUSE to"
                + " LONGEST_PAUSE?")
        .unless(tasks.hasEnded() || tries <= MANY);
    tasks.returns(expected, lookAt);
  }

  private static String inWords(Duration time) {
    return time.toMillis() < 1_000 ? time.toMillis() + " ms" : time.toSeconds() + " s";
  }

  private FakeConnection borrowAgain(String did) {
    return threads
        .start("the next borrower", () -> pool.borrow(SHORT))
        .returns(
            Feedback.did(did).expected("a connection is there again"),
            "the ways out of your code: after which of them will nobody ever open a connection?");
  }

  private final class FakeServer implements Ex306RepairThePool.Server<FakeConnection> {

    @Override
    public FakeConnection open() throws Exception {
      return server.open();
    }

    @Override
    public void close(FakeConnection connection) {
      server.close(connection);
    }
  }
}
