package workbook.pool.exercises;

import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
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
  private static final Duration START = Duration.ofMillis(900);

  /**
   * More tries than any pause that grows leaves room for, and fewer than the server puts up with.
   */
  private static final int MANY = 1_800;

  /** Longer than the longest pause should be by the half of it: a random part may be on top. */
  private static final Duration TOO_LONG = Duration.ofMillis(1_500);

  private final IOException refused = new IOException("connection refused");

  @RegisterExtension final TestThreads threads = new TestThreads();

  private final ScriptedConnections server = new ScriptedConnections();
  private final FakeScheduler scheduler = new FakeScheduler(threads);

  /** When each try to open a connection began. */
  private final List<Duration> tries = new CopyOnWriteArrayList<>();

  private final FakeConnection broken = server.alreadyOpen();
  private final Ex306RepairThePool<FakeConnection> pool =
      new Ex306RepairThePool<>(List.of(broken), new FakeServer(), scheduler::after);

  @Test
  @DisplayName("a broken connection is closed, and then a new one takes its place")
  @Rejects({
    "idle-until-the-task-runs",
    "keeps-the-broken-one",
    "leaves-the-broken-one-open",
    "opens-two-for-one",
    "opens-before-it-closes"
  })
  void replacesTheBroken() {
    breakConnection();
    lendsNothingMeanwhile();
    pass(SOON);
    FakeConnection lent = borrowAgain("the only connection was broken and replaced");
    Feedback.did("the only connection was broken and replaced")
        .expected("the broken one, " + broken + ", is closed, and a new one is lent")
        .happened("lent was " + lent + ", closed were " + server.closed())
        .lookAt(
            lent == broken
                ? "replace(): what becomes idle, the broken connection or a new one?"
                : "replace(): what becomes of the broken connection?")
        .unless(lent != broken && server.closed().contains(broken));
    Feedback.did("the only connection was broken and replaced")
        .expected("one connection is opened in its place")
        .happened(server.attempts() + " were opened")
        .lookAt(
            "the task that you gave to later.run(…): what does it do after an open() that worked?")
        .unless(server.attempts() == 1);
    pool.giveBack(lent);
    closesFirst(lent);
  }

  private void lendsNothingMeanwhile() {
    String lookAt = "replace(): is the broken connection idle before it is replaced?";
    threads
        .start("the next borrower", () -> pool.borrow(Duration.ZERO))
        .fails(
            Feedback.did(
                    "the only connection was broken, and a borrower came before the pool's own"
                        + " thread did anything")
                .expected("it gets a TimeoutException: no connection is there"),
            lookAt);
  }

  private void closesFirst(FakeConnection next) {
    server.nextOpenWaits();
    breakConnection();
    String did = "then that one, " + next + ", was broken and replaced, and open() took long";
    scheduler
        .start(SOON)
        .waits(
            Feedback.did(did).expected("the pool's own thread waits for open()"),
            "replace(): which thread calls open()? What runs there is what you give to later.run(…)");
    Feedback.did(did)
        .expected("close() was called first, or the server has one connection more than agreed")
        .happened("when open() was called, " + next + " was not closed yet")
        .lookAt(
            "the task that you gave to later.run(…): which comes first, close() or open(), and how"
                + " many connections are open in between?")
        .unless(server.closed().contains(next));
  }

  @Test
  @DisplayName("who returns a broken connection does not wait for the server")
  @Rejects({
    "opens-on-the-callers-thread",
    "closes-on-the-callers-thread",
    "works-under-a-lock-of-the-callers"
  })
  void returnsAtOnce() {
    waitsForNobody(server.nextOpenWaits(), "open()");
    waitsForNobody(server.everyCloseWaits(), "close()");
  }

  private void waitsForNobody(Gate slow, String call) {
    Ex306RepairThePool<FakeConnection> poolOfTwo = poolOf(2);
    breakConnection(poolOfTwo);
    TestThread<Void> tasks = scheduler.start(SOON);
    tasks.waits(
        Feedback.did("a connection was replaced, and " + call + " took long")
            .expected("the pool's own thread waits for " + call),
        "replace(): what it gives to later.run(…): is " + call + " part of it?");
    threads
        .run("the next user", () -> poolOfTwo.replace(poolOfTwo.borrow(SHORT)))
        .returns(
            Feedback.did(
                    "one connection of two was being replaced, and "
                        + call
                        + " took long; then the other one was broken, too")
                .expected("replace() returns at once"),
            "replace(): what does it wait for that the task holds while it calls " + call + "?");
    slow.open();
    tasks.returns(
        Feedback.did(call + " took long and came to its end")
            .expected("the pool's own thread goes on"),
        "the task that you gave to later.run(…): what comes after " + call + "?");
    borrowAgain(poolOfTwo, "a connection was broken; " + call + " took long, and ended well");
  }

  private Ex306RepairThePool<FakeConnection> poolOf(int size) {
    List<FakeConnection> connections = Stream.generate(server::alreadyOpen).limit(size).toList();
    return new Ex306RepairThePool<>(connections, new FakeServer(), scheduler::after);
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
  @DisplayName("after an outage, however long, the connection is soon back")
  @Rejects({
    "slot-lost-on-failure",
    "gives-up-after-some-tries",
    "pause-never-grows",
    "pauses-grow-without-limit",
    "doubles-beyond-the-limit"
  })
  void comesBackSoon() {
    server.goDown(refused);
    breakConnection();
    pass(Duration.ofMinutes(10));
    int before = server.attempts();
    server.comeBack();
    pass(SOON);
    String did = "the connection broke, the server was down for 10 minutes, and then up for 2 s";
    Feedback.did(did)
        .expected("the pool tries at least once in these 2 s: its longest pause is 1 s")
        .happened("tries in the outage: " + before + ", in the 2 s after it: none")
        .lookAt(
            "what follows on a failed open(): who tries again, and after how long a pause, also after"
                + " many failures?")
        .unless(server.attempts() > before);
    borrowAgain(did);
    Duration longest = pauses().stream().max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    Feedback.did("the server was down for 10 minutes")
        .expected("no pause between two tries is longer than 1 s, which is LONGEST_PAUSE")
        .happened("the longest pause was " + longest.toMillis() + " ms")
        .lookAt(
            "the pause after many failures: is it compared with LONGEST_PAUSE before it grows, or"
                + " after it has grown?")
        .unless(longest.compareTo(TOO_LONG) <= 0);
  }

  /** Between one try and the next, in order. */
  private List<Duration> pauses() {
    return IntStream.range(1, tries.size())
        .mapToObj(i -> tries.get(i).minus(tries.get(i - 1)))
        .toList();
  }

  @Test
  @DisplayName("in each outage the pauses between two tries grow from 50 ms to 1 s")
  @Rejects({
    "retries-in-a-tight-loop",
    "retries-without-a-pause",
    "pause-never-grows",
    "sleeps-between-tries",
    "waits-a-second-each-time",
    "pause-overflows",
    "pause-is-never-reset"
  })
  void pausesGrow() {
    triesQuicklyAtFirst("first", "how long is it?");
    pass(Duration.ofMinutes(2));
    neverGoesWithoutAPause();
    triesSlowlyLater();
    server.comeBack();
    pass(SOON);
    pool.giveBack(borrowAgain("the server was down for two minutes, and then up for 2 s"));
    triesQuicklyAtFirst("second", "where does its length come from?");
  }

  private void triesQuicklyAtFirst(String time, String question) {
    Duration start = scheduler.now();
    int before = server.attempts();
    server.goDown(refused);
    breakConnection();
    String did = "the server was down for the " + time + " time, and 10 s went by";
    Feedback.Happened expected =
        Feedback.did(did)
            .expected("between 8 and 80 tries: quick ones at first, then slower and slower");
    String lookAt =
        "what lies between a failed open() and the next one: who waits, for how long, and does"
            + " later.run(…) know of it?";
    TestThread<Void> tasks = scheduler.start(Duration.ofSeconds(10));
    threads.settle(expected, lookAt);
    int attempts = server.attempts() - before;
    expected
        .happened(
            attempts + " tries" + (tasks.hasEnded() ? "" : ", and no end; " + tasks.outcome()))
        .lookAt(lookAt)
        .unless(attempts >= 8 && attempts <= 80);
    long first = triesFrom(start, START);
    Feedback.did(did)
        .expected("at least 3 tries in the first 900 ms: the pauses grow from 50 ms to 1 s")
        .happened("tries in the first 900 ms: " + first)
        .lookAt(
            first == 0
                ? "replace(): how long does later.run(…) wait before the first try of all?"
                : "the pause after the first failure of the " + time + " outage: " + question)
        .unless(first >= 3);
  }

  /** A random pause may be none, but hardly ever two in a row. */
  private void neverGoesWithoutAPause() {
    List<Duration> pauses = pauses();
    int failures =
        IntStream.range(1, pauses.size())
            .filter(i -> pauses.get(i - 1).plus(pauses.get(i)).isZero())
            .findFirst()
            .orElse(0);
    Feedback.did("the server was down for more than two minutes")
        .expected("a pause between any two tries, however many have failed before")
        .happened("after %d failures came three tries at the same moment".formatted(failures))
        .lookAt(
            "the pause after many failures: how is it computed, and does a number on the way outgrow"
                + " its type?")
        .unless(failures == 0);
  }

  private void triesSlowlyLater() {
    Duration length = START.multipliedBy(10);
    long first = triesFrom(Duration.ZERO, START);
    long last = triesFrom(Duration.ofMinutes(1), length);
    Feedback.did("the server was down for more than a minute")
        .expected(
            "after a minute at most two thirds of the tries of the first 900 ms in the same time: the"
                + " pauses grow from 50 ms to 1 s, and stay long")
        .happened(
            "tries in the first 900 ms: %d; in 900 ms after a minute: %.1f, on average"
                .formatted(first, last / 10.0))
        .lookAt("the pause after many failures: is it longer than the first one?")
        .unless(first > 1.5 * last / 10);
  }

  /** How many tries began in this stretch of time. */
  private long triesFrom(Duration start, Duration length) {
    Duration end = start.plus(length);
    return tries.stream().filter(at -> at.compareTo(start) >= 0 && at.compareTo(end) <= 0).count();
  }

  @Test
  @DisplayName("of several connections that break in an outage, each is replaced")
  @Rejects({"one-repair-for-many", "overlooks-the-last-one"})
  void replacesEach() {
    List<FakeConnection> three = Stream.generate(server::alreadyOpen).limit(3).toList();
    Ex306RepairThePool<FakeConnection> poolOfThree =
        new Ex306RepairThePool<>(three, new FakeServer(), scheduler::after);
    server.goDown(refused);
    three.forEach(each -> breakConnection(poolOfThree));
    pass(SOON);
    server.comeBack();
    pass(SOON);
    Set<FakeConnection> lent = new HashSet<>();
    for (int i = 1; i <= three.size(); i++) {
      lent.add(
          borrowAgain(
              poolOfThree,
              "three of three connections broke while the server was down; then it was up for 2 s,"
                  + " and borrower "
                  + i
                  + " of 3 came"));
    }
    Feedback.did("three of three connections broke while the server was down, and were replaced")
        .expected("three new connections are lent")
        .happened("lent were " + lent)
        .lookAt("replace(): what becomes idle for each broken connection?")
        .unless(lent.size() == three.size() && lent.stream().noneMatch(three::contains));
    replacesOneThatBreaksMeanwhile();
  }

  private void replacesOneThatBreaksMeanwhile() {
    new Interleavings(
            threads,
            BreakDuringARepair.class,
            Feedback.did(
                    "a connection broke and was repaired; at any moment of that, another one broke")
                .expected("both are replaced"),
            "what replace() relies on if a repair is on its way already: may that repair have looked"
                + " for the last time, and not have said so yet?")
        .tryAll();
  }

  @Test
  @DisplayName("no failure of the driver, not even an Error, ends the repair")
  @Rejects({
    "retries-after-exceptions-only",
    "close-failure-stops-the-repair",
    "closes-again-at-each-try",
    "close-error-stops-the-repair"
  })
  void survivesFailures() {
    NoClassDefFoundError error = new NoClassDefFoundError("io/netty/Channel");
    server.nextOpenFails(error);
    breakConnection();
    pass(SOON);
    pool.giveBack(
        borrowAgain(
            "the first open() ended with an Error, NoClassDefFoundError; the server was fine"));
    server.everyCloseFails(new IllegalStateException("channel is already shut down"));
    survivesAFailedClose("an exception");
    server.everyCloseFails(error);
    survivesAFailedClose("an Error, NoClassDefFoundError,");
  }

  private void survivesAFailedClose(String failure) {
    int closed = server.closed().size();
    int attempts = server.attempts();
    breakConnection();
    pass(SOON);
    int tries = server.closed().size() - closed;
    String did = "close() threw " + failure + " for the broken connection; the server was fine";
    Feedback.did(did)
        .expected("a new connection is opened all the same")
        .happened(
            "tries to close the broken one: "
                + tries
                + ", to open its successor: "
                + (server.attempts() - attempts))
        .lookAt(
            tries > 1
                ? "the task that you gave to later.run(…): which of its steps are repeated?"
                : "the task that you gave to later.run(…): what comes after a close() that throws?")
        .unless(server.attempts() > attempts);
    pool.giveBack(borrowAgain(did));
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
            "closed were " + server.closed() + "; tries to open another: " + server.attempts())
        .lookAt(
            server.closed().isEmpty()
                ? "replace(): what becomes of the broken connection?"
                : "the task that you gave to later.run(…): which of its steps are repeated?")
        .unless(server.closed().equals(List.of(broken)));
  }

  /** Borrows the only connection and returns it as broken. */
  private void breakConnection() {
    breakConnection(pool);
  }

  private void breakConnection(Ex306RepairThePool<FakeConnection> itsPool) {
    threads
        .run("its user", () -> itsPool.replace(itsPool.borrow(SHORT)))
        .returns(
            Feedback.did("a connection was found broken and replaced")
                .expected("replace() returns at once"),
            "replace(): what does it do on its caller's thread, and what does it leave to later.run(…)?");
  }

  private void pass(Duration time) {
    int before = server.attempts();
    TestThread<Void> tasks = scheduler.start(time);
    Feedback.Happened expected =
        Feedback.did(inWords(time) + " went by on the clock of later.run(…)")
            .expected("the pool's tasks come to an end");
    TestThreads.within(
        Duration.ofSeconds(1), () -> tasks.hasEnded() || server.attempts() - before > MANY);
    String lookAt =
        "the task that you gave to later.run(…): what does it wait for, on the pool's own thread,"
            + " where other repairs wait behind it?";
    threads.settle(expected, lookAt);
    int tries = server.attempts() - before;
    Feedback.did("the server was down, and " + inWords(time) + " went by on that clock")
        .expected("quick tries at first, then about one a second")
        .happened(tries + " tries, and the " + inWords(time) + " were not over yet")
        .lookAt(
            "what lies between a failed open() and the next one: is it a pause, and does it grow from"
                + " FIRST_PAUSE to LONGEST_PAUSE?")
        .unless(tasks.hasEnded() || tries <= MANY);
    tasks.returns(expected, lookAt);
  }

  private static String inWords(Duration time) {
    if (time.toMinutes() > 1) {
      return time.toMinutes() + " minutes";
    }
    return time.toMillis() < 1_000 ? time.toMillis() + " ms" : time.toSeconds() + " s";
  }

  private FakeConnection borrowAgain(String did) {
    return borrowAgain(pool, did);
  }

  private FakeConnection borrowAgain(Ex306RepairThePool<FakeConnection> from, String did) {
    return threads
        .start("the next borrower", () -> from.borrow(SHORT))
        .returns(
            Feedback.did(did).expected("a connection is there again"),
            "each way out of your code: is there then a connection, or somebody who will try to open"
                + " one, and soon enough?");
  }

  private final class FakeServer implements Ex306RepairThePool.Server<FakeConnection> {

    @Override
    public FakeConnection open() throws Exception {
      tries.add(scheduler.now());
      return server.open();
    }

    @Override
    public void close(FakeConnection connection) {
      server.close(connection);
    }
  }

  /** The pool's thread repairs one connection, and a user returns another broken one. */
  static final class BreakDuringARepair implements Interleavings.Contest {

    /** Who looks now and then whether there is something to do, does so for ever. */
    private static final int MOST_TASKS = 20;

    private final FakeConnection one = new FakeConnection(1);
    private final FakeConnection other = new FakeConnection(2);
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Ex306RepairThePool<FakeConnection> pool =
        new Ex306RepairThePool<>(
            List.of(one, other), new FineServer(), (delay, task) -> tasks.add(task));

    BreakDuringARepair() throws InterruptedException, TimeoutException {
      pool.borrow(Duration.ZERO);
      pool.borrow(Duration.ZERO);
    }

    @Override
    public void first() {
      pool.replace(one);
      runTasks();
    }

    @Override
    public void second() {
      pool.replace(other);
    }

    private void runTasks() {
      for (int i = 1; i <= MOST_TASKS && !tasks.isEmpty(); i++) {
        tasks.remove().run();
      }
    }

    @Override
    public Optional<String> complaint() {
      runTasks();
      int lent = 0;
      try {
        while (lent < 2) {
          pool.borrow(Duration.ZERO);
          lent++;
        }
        return Optional.empty();
      } catch (TimeoutException | InterruptedException e) {
        return Optional.of(lent + " of the 2 were replaced, and nobody tries any more");
      }
    }
  }

  /** Always works. */
  static final class FineServer implements Ex306RepairThePool.Server<FakeConnection> {

    @Override
    public FakeConnection open() {
      return new FakeConnection(3);
    }

    @Override
    public void close(FakeConnection connection) {}
  }
}
