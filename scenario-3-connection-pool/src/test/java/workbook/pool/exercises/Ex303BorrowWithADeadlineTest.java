package workbook.pool.exercises;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import workbook.kit.exercise.Exercise;
import workbook.kit.exercise.Feedback;
import workbook.kit.exercise.Rejects;
import workbook.kit.harness.Interleavings;
import workbook.kit.harness.TestThread;
import workbook.kit.harness.TestThreads;
import workbook.pool.exercises.Ex303BorrowWithADeadline.PoolExhausted;
import workbook.pool.harness.FakeConnection;
import workbook.pool.harness.LockHolder;
import workbook.pool.harness.Overlap;

@Exercise(
    id = "3.03",
    title = "Borrow with a deadline",
    objective =
        "Wait no longer than promised, give up with a message that helps, and lose nothing when"
            + " interrupted.",
    minutes = 30,
    points = 10,
    seconds = 15,
    checklist = "thread-safety")
class Ex303BorrowWithADeadlineTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(20);

  /** A busy machine can make one attempt unclear; then the next one takes its time. */
  private static final List<Duration> DEADLINES =
      IntStream.of(100, 100, 200, 400, 800).mapToObj(Duration::ofMillis).toList();

  /** So many of those that wait in vain are served, one at each wake-up. */
  private static final int MOST_SERVED = 3;

  @RegisterExtension final TestThreads threads = new TestThreads();

  @Test
  @DisplayName("a borrower that waits gets the connection that comes back")
  @Rejects({
    "gives-up-at-once",
    "takes-nanoseconds-for-milliseconds",
    "sleeps-inside-the-lock",
    "signals-without-the-lock",
    "looks-and-then-sleeps",
    "borrows-without-the-lock"
  })
  void getsWhatComesBack() {
    comesBackWhileItWaits();
    sharesNothingUnguarded();
    comesBackBetweenItsSteps();
  }

  private void comesBackWhileItWaits() {
    Ex303BorrowWithADeadline<FakeConnection> pool = poolOf(1);
    FakeConnection first = borrow(pool);
    TestThread<FakeConnection> waiter = threads.start("the waiter", () -> pool.borrow(LONG));
    String lookAt =
        "borrow(): what it does while nothing is idle and time is left, and in which unit it counts";
    allWait(
        List.of(waiter),
        Feedback.did("the only connection was out, and a borrower came with 30 s of time")
            .expected("it waits"),
        lookAt);
    giveBack(pool, first);
    Feedback.Happened expected =
        Feedback.did("a borrower waited, and the connection came back before its deadline")
            .expected("the borrower gets it");
    String woken = "borrow(): what it does when a connection has come back";
    FakeConnection got = waiter.returns(expected, woken);
    expected.happened("it got " + got).lookAt(woken).unless(got == first);
  }

  private void sharesNothingUnguarded() {
    new Overlap(
            threads,
            TwoInAPoolOfTwo.class,
            Feedback.did(
                    "two threads borrowed from a pool of two and gave back, the second one coming"
                        + " when the first was about to change what both use")
                .expected(
                    "the second waits for the first, or it uses what is made to be shared: a"
                        + " thread-safe collection, an atomic, a volatile field"),
            "these two lines: a plain collection or field is made for one thread. Does a lock cover"
                + " both lines? Or what else makes it safe?")
        .tryAll();
  }

  private void comesBackBetweenItsSteps() {
    new Interleavings(
            threads,
            ReturnWhileItWaits.class,
            Feedback.did(
                    "the only connection was out, and it came back in between two steps of a borrower"
                        + " with 30 s of time, who is called the first thread here")
                .expected("that borrower gets it"),
            "that line and the ones before it: the first thread has seen that nothing is there. Is"
                + " that still true when it begins to wait, and who would tell it?")
        .tryAll();
  }

  @Test
  @DisplayName("when the time is up, the borrower gets an exception, not null, and not too early")
  @Rejects({"returns-null", "waits-for-ever", "takes-milliseconds-for-nanoseconds", "seconds-only"})
  void givesUpAtTheDeadline() {
    Ex303BorrowWithADeadline<FakeConnection> pool = poolOf(1);
    borrow(pool);
    Feedback.Happened expected =
        Feedback.did("the only connection was out, and four borrowers came with 20 ms of time each")
            .expected("after 20 ms they get PoolExhausted");
    TestThread<FakeConnection> borrower = threads.start("a borrower", () -> pool.borrow(SHORT));
    // Each takes its own time: who gets no processor seems to wait, but hardly all of them at once.
    List<TestThread<Wait>> others =
        IntStream.rangeClosed(2, 4)
            .mapToObj(i -> threads.start("borrower " + i, () -> waitFor(pool, SHORT)))
            .toList();
    givesUp(
        borrower,
        expected,
        "borrow(): what ends the wait? In which unit does the method that waits count, and what does"
            + " 0 mean to it?");
    String unit = "borrow(): in which unit does it take the time that it has?";
    long quickest =
        others.stream()
            .map(other -> other.returns(expected, () -> question(other, unit)))
            .mapToLong(Wait::millis)
            .min()
            .orElse(0);
    expected
        .happened("one got it after " + quickest + " ms")
        .lookAt(unit)
        .unless(quickest >= SHORT.toMillis());
  }

  @Test
  @DisplayName("a borrower that is woken in vain waits on, for the rest of its time")
  @Rejects({
    "gives-up-when-woken-in-vain",
    "if-instead-of-while",
    "deadline-restarted-at-each-wake-up",
    "tells-the-last-wait-only"
  })
  void waitsOnWhenWokenInVain() {
    String lookAt =
        "what borrow() does after a wake-up: is a connection there, or was another faster?";
    servesOneAtATime(lookAt);
    keepsItsDeadline(lookAt);
  }

  private void servesOneAtATime(String lookAt) {
    Ex303BorrowWithADeadline<FakeConnection> pool = poolOf(1);
    FakeConnection connection = borrow(pool);
    List<TestThread<FakeConnection>> waiters =
        IntStream.rangeClosed(1, 2)
            .mapToObj(i -> threads.start("waiter " + i, () -> pool.borrow(LONG)))
            .toList();
    Feedback.Happened expected =
        Feedback.did(
                "two borrowers with much time waited; the connection came back, was borrowed, and"
                    + " came back once more")
            .expected("the first time one of them gets it, the second time the other");
    threads.settle(expected, lookAt);
    for (int served = 1; served <= waiters.size(); served++) {
      giveBack(pool, connection);
      threads.ended(served, waiters, expected, lookAt);
    }
    waiters.forEach(waiter -> waiter.returns(expected, () -> question(waiter, lookAt)));
  }

  private void keepsItsDeadline(String lookAt) {
    int late = 0;
    for (Duration deadline : DEADLINES) {
      Feedback.Happened expected =
          Feedback.did(
                  "four borrowers with %d ms of time waited; now and then one connection came back,"
                          .formatted(deadline.toMillis())
                      + " which woke them all and served one")
              .expected(
                  "whoever is not served gets PoolExhausted when its own time is up, and is told how"
                      + " long it waited in all");
      WokenInVain woken = wakeInVain(deadline, expected, lookAt);
      expected
          .happened("one of them gave up after " + woken.quickest() + " ms")
          .lookAt("what borrow() does after a wake-up in vain: is its time up then?")
          .unless(woken.quickest() >= deadline.toMillis());
      woken.gaveUp.forEach(
          wait ->
              expected
                  .happened("one gave up after " + wait.millis() + " ms, and said: " + wait.told)
                  .lookAt(
                      "the time in the text of the exception: in which unit is it, and since when is it"
                          + " counted?")
                  .unless(
                      tellsMillis(wait.told, deadline.toMillis()) || !tellsAllThree(wait.told)));
      if (woken.keptTheDeadline(deadline)) {
        return;
      }
      late += woken.someoneWaits ? 1 : 0;
      expected
          .happened("one of them still waited after " + woken.millis + " ms")
          .lookAt(
              "what borrow() does after a wake-up in vain: how long does it wait the next time?")
          .unless(late < 2);
    }
  }

  /**
   * Four wait. After each half of their time one is served, and the others are woken in vain. By
   * the last time the deadline of all has passed: who waits then waits for another one.
   */
  private WokenInVain wakeInVain(Duration deadline, Feedback.Happened expected, String lookAt) {
    Ex303BorrowWithADeadline<FakeConnection> pool = poolOf(1);
    FakeConnection connection = borrow(pool);
    long start = System.nanoTime();
    List<TestThread<Wait>> waiters =
        IntStream.rangeClosed(1, MOST_SERVED + 1)
            .mapToObj(i -> threads.start("waiter " + i, () -> waitFor(pool, deadline)))
            .toList();
    threads.settle(expected, lookAt);
    int served = 0;
    long firstWake = 0;
    boolean inTime = false;
    while (served < MOST_SERVED && !threads.endWithin(deadline.dividedBy(2), waiters)) {
      firstWake = served == 0 ? System.nanoTime() : firstWake;
      giveBack(pool, connection);
      threads.ended(
          ++served, waiters, expected, "giveBack() and borrow(): who gets what has come back?");
      // They wait again. Who gets no processor until its time is up is woken by nothing but that.
      inTime |= served == 1 && System.nanoTime() - start < deadline.toNanos();
    }
    boolean someoneWaits = !waiters.stream().allMatch(TestThread::hasEnded);
    List<Wait> gaveUp =
        waiters.stream()
            .filter(TestThread::hasEnded)
            .map(waiter -> waiter.returns(expected, () -> question(waiter, lookAt)))
            .filter(wait -> wait.got == null)
            .toList();
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    return new WokenInVain(inTime, firstWake, gaveUp, someoneWaits, millis);
  }

  @Test
  @DisplayName("with no time at all a borrower takes what is idle and never waits")
  @Rejects({"zero-means-for-ever", "zero-takes-nothing"})
  void zeroNeverWaits() {
    Ex303BorrowWithADeadline<FakeConnection> pool = poolOf(1);
    threads
        .start("the first borrower", () -> pool.borrow(Duration.ZERO))
        .returns(
            Feedback.did("a connection was idle, and a borrower came with no time to wait")
                .expected("it gets the connection"),
            "borrow(Duration.ZERO): which comes first, the look at the time or at what is idle?");
    Feedback.Happened expected =
        Feedback.did("no connection was idle, and a borrower came with no time to wait")
            .expected("PoolExhausted at once");
    TestThread<FakeConnection> second =
        threads.start("the second borrower", () -> pool.borrow(Duration.ZERO));
    givesUp(
        second,
        expected,
        "borrow(Duration.ZERO): what does a wait of 0 mean to the method that you call?");
  }

  private static void givesUp(
      TestThread<?> borrower, Feedback.Happened expected, String whileItWaits) {
    String lookAt = "borrow(), where the time is up: what leaves the method there?";
    Throwable told =
        borrower.fails(
            expected, () -> borrower.hasEnded() ? lookAt : whileStuck(borrower, whileItWaits));
    expected
        .happened(borrower.outcome())
        .lookAt(afterAFailure(borrower, lookAt))
        .unless(told instanceof PoolExhausted);
  }

  @Test
  @DisplayName("an interrupted borrower stops waiting, and no connection is lost")
  @Rejects({
    "interrupt-loses-a-connection",
    "interrupt-swallowed",
    "keeps-the-lock-when-it-throws",
    "takes-and-then-throws",
    "interrupt-drops-a-hand-over"
  })
  void losesNothingWhenInterrupted() {
    interruptedWhileItWaits();
    interruptedBeforeItCame();
    interruptedWhileItComesBack();
  }

  private void interruptedWhileItWaits() {
    Ex303BorrowWithADeadline<FakeConnection> pool = poolOf(1);
    FakeConnection first = borrow(pool);
    TestThread<FakeConnection> waiter = threads.start("the waiter", () -> pool.borrow(LONG));
    allWait(
        List.of(waiter),
        Feedback.did("the only connection was out, and a borrower came").expected("it waits"),
        "borrow(): what it does while nothing is idle and time is left");
    waiter.interrupt();
    String lookAt = "borrow(), when its wait is interrupted: what does it do with that exception?";
    Feedback.Happened expected =
        Feedback.did("a borrower that waited was interrupted")
            .expected("it stops waiting, with an InterruptedException");
    Throwable told = waiter.fails(expected, lookAt);
    expected
        .happened("it got " + TestThread.inWords(told))
        .lookAt(lookAt)
        .unless(told instanceof InterruptedException);
    giveBack(pool, first);
    nextGetsIt(
        pool,
        "a borrower was interrupted; then the connection came back",
        "the way out of borrow() when its wait is interrupted: who still believes that it waits?");
  }

  private void interruptedBeforeItCame() {
    Ex303BorrowWithADeadline<FakeConnection> pool = poolOf(1);
    Feedback.Happened expected =
        Feedback.did("an interrupted thread borrowed while a connection was idle")
            .expected("it gets the connection, or an InterruptedException, but not both");
    TestThread<Void> interrupted =
        threads.run(
            "the interrupted borrower",
            () -> {
              Thread.currentThread().interrupt();
              pool.giveBack(pool.borrow(LONG));
            });
    threads.ended(
        1, List.of(interrupted), expected, "what borrow() does when a connection is idle");
    nextGetsIt(
        pool,
        "an interrupted thread had borrowed while a connection was idle",
        "where borrow() looks for an interrupt: has it taken a connection by then?");
  }

  private void interruptedWhileItComesBack() {
    new Interleavings(
            threads,
            InterruptDuringAReturn.class,
            Feedback.did(
                    "a borrower waited, one thread called giveBack(), and between two of its steps a"
                        + " second one interrupted the borrower; if that ended its wait, it came once"
                        + " more")
                .expected("it gets the connection, the first time or the second"),
            "the way out of borrow() when its wait is interrupted: may giveBack() have chosen this"
                + " borrower already?")
        .tryAll();
  }

  @Test
  @DisplayName("a borrower whose time is up loses no connection")
  @Rejects({
    "time-out-loses-a-connection",
    "keeps-the-lock-when-it-throws",
    "time-out-drops-a-hand-over"
  })
  void losesNothingWhenTheTimeIsUp() {
    cameBackAfterItGaveUp();
    comesBackWhileItGivesUp();
  }

  private void cameBackAfterItGaveUp() {
    Ex303BorrowWithADeadline<FakeConnection> pool = poolOf(1);
    FakeConnection first = borrow(pool);
    String lookAt =
        "the way out of borrow() when the time is up: who still believes that it waits?";
    givesUp(
        threads.start("the borrower", () -> pool.borrow(Duration.ofMillis(10))),
        Feedback.did("a borrower came with 10 ms of time, and nothing came back")
            .expected("it gives up, with PoolExhausted"),
        lookAt);
    giveBack(pool, first);
    nextGetsIt(pool, "a borrower gave up; then the connection came back", lookAt);
  }

  private void comesBackWhileItGivesUp() {
    new Interleavings(
            threads,
            ReturnWhileItGivesUp.class,
            Feedback.did(
                    "a borrower, who is called the first thread here, had hardly any time; a second"
                        + " thread gave the connection back in between two steps of it, and borrowed"
                        + " when the first had got nothing")
                .expected("one of the two gets the connection"),
            "the way out of borrow() when the time is up: could a connection have been meant for this"
                + " borrower by then?")
        .tryAll();
  }

  @Test
  @DisplayName(
      "a connection that comes back as one borrower's time ends reaches one of two that wait")
  @Rejects("gives-up-on-a-wake-up")
  void losesNoWakeUp() {
    new Interleavings(
            threads,
            WakeUpAtTheEnd.class,
            Feedback.did(
                    "A and B waited, A with 20 ms of time and B with 20 s; a first thread gave the"
                        + " connection back, and a second one let A's time run out between two steps"
                        + " of that")
                .expected("A or B gets the connection"),
            "borrow(), where the time is up: A may have been woken just then, and nobody else was."
                + " Does it look once more at what is idle?")
        .tryAll();
  }

  @Test
  @DisplayName("who gives up is told the size, how many wait, and how long it waited itself")
  @Rejects({
    "message-without-numbers",
    "counts-the-others-only",
    "counts-those-that-were-served",
    "forgets-those-that-gave-up",
    "forgets-those-that-were-interrupted",
    "two-miscounts-that-cancel-out"
  })
  void tellsTheNumbers() {
    Ex303BorrowWithADeadline<FakeConnection> pool = poolOf(2);
    FakeConnection lent = borrow(pool);
    borrow(pool);
    String lookAt = "borrow(): what ends a wait: a connection, the deadline, an interrupt?";
    Feedback.Happened waiting =
        Feedback.did("both connections of two were out, and borrowers came")
            .expected("each waits until it is served or interrupted, or its time is up");
    twoLeaveOnEachWay(pool, lent, waiting, lookAt);
    allWait(start(4, "one that waits", pool, LONG), waiting, lookAt);

    Feedback.Happened expected =
        Feedback.did(
                "in a pool of 2, some borrowers had given up, two were interrupted, and two had"
                    + " waited and were served; 4 waited, and another one gave up after 10 ms")
            .expected(
                "a message with 2 (size), 5 (waiting, itself included) and 10 or a little more (ms)");
    Throwable told =
        threads
            .start("the fifth borrower", () -> pool.borrow(Duration.ofMillis(10)))
            .fails(expected, lookAt);
    Feedback.LookAt said = expected.happened("the message was: " + told.getMessage());
    Set<Double> numbers = Set.copyOf(numbersIn(told.getMessage()));
    said.lookAt("the text of the exception: could somebody on call at night act on it?")
        .unless(numbers.size() > 1);
    said.lookAt(
            "the number of those that wait: is this one in it when the text is made? Is it taken out"
                + " on each way out, and once: with a connection, without one, interrupted?")
        .unless(numbers.contains(5.0));
    said.lookAt("the text of the exception: are the size and the time in it, the time in ms?")
        .unless(numbers.contains(2.0) && tellsMillis(told.getMessage(), 10));
  }

  /**
   * Two, as the number in the text may be wrong by one: what is wrong twice must not cancel out.
   */
  private void twoLeaveOnEachWay(
      Ex303BorrowWithADeadline<FakeConnection> pool,
      FakeConnection lent,
      Feedback.Happened expected,
      String lookAt) {
    for (Duration time : List.of(Duration.ZERO, Duration.ofMillis(1))) {
      start(2, "one that gives up", pool, time).forEach(it -> it.fails(expected, lookAt));
    }
    List<TestThread<FakeConnection>> interrupted = start(2, "one that is interrupted", pool, LONG);
    allWait(interrupted, expected, lookAt);
    interrupted.forEach(TestThread::interrupt);
    interrupted.forEach(it -> it.fails(expected, lookAt));
    List<TestThread<FakeConnection>> served = start(2, "one served", pool, LONG);
    allWait(served, expected, lookAt);
    for (int count = 1; count <= served.size(); count++) {
      giveBack(pool, lent);
      threads.ended(count, served, expected, lookAt);
    }
    served.forEach(it -> it.returns(expected, lookAt));
  }

  private List<TestThread<FakeConnection>> start(
      int count, String name, Ex303BorrowWithADeadline<FakeConnection> pool, Duration time) {
    return IntStream.range(0, count)
        .mapToObj(i -> threads.start(name, () -> pool.borrow(time)))
        .toList();
  }

  private static Wait waitFor(Ex303BorrowWithADeadline<FakeConnection> pool, Duration deadline)
      throws InterruptedException {
    long start = System.nanoTime();
    FakeConnection got = null;
    String told = null;
    try {
      got = pool.borrow(deadline);
    } catch (PoolExhausted e) {
      told = e.getMessage(); // as it should; when, and what it tells, is what counts here
    }
    return new Wait(got, told, start, System.nanoTime());
  }

  private void nextGetsIt(
      Ex303BorrowWithADeadline<FakeConnection> pool, String did, String lookAt) {
    threads
        .start("the next borrower", () -> pool.borrow(Duration.ofMillis(20)))
        .returns(
            Feedback.did(did).expected("the connection is not lost: the next borrower gets it"),
            lookAt);
  }

  private static Ex303BorrowWithADeadline<FakeConnection> poolOf(int size) {
    return new Ex303BorrowWithADeadline<>(
        IntStream.rangeClosed(1, size).mapToObj(FakeConnection::new).toList());
  }

  private FakeConnection borrow(Ex303BorrowWithADeadline<FakeConnection> pool) {
    Feedback.Happened expected =
        Feedback.did("a borrower came while a connection was idle").expected("it gets it at once");
    String lookAt = "borrow(), where a connection is idle";
    FakeConnection got =
        threads.start("the first borrower", () -> pool.borrow(LONG)).returns(expected, lookAt);
    expected.happened("it got null").lookAt(lookAt).unless(got != null);
    return got;
  }

  private void giveBack(Ex303BorrowWithADeadline<FakeConnection> pool, FakeConnection connection) {
    TestThread<Void> returner = threads.run("a returner", () -> pool.giveBack(connection));
    returner.returns(
        Feedback.did("a connection was given back").expected("giveBack() returns at once"),
        () ->
            question(
                returner,
                returner.hasEnded()
                    ? "giveBack(), at that line: what is it that it cannot do?"
                    : "giveBack(), at that line: what does it wait for?"));
  }

  /** Makes sure that these wait. */
  private void allWait(
      List<? extends TestThread<?>> waiters, Feedback.Happened expected, String lookAt) {
    threads.settle(expected, lookAt);
    waiters.stream()
        .filter(TestThread::hasEnded)
        .forEach(ended -> ended.waits(expected, afterAFailure(ended, lookAt)));
  }

  /** The question for who has ended, or still waits, against expectation. */
  private static String question(TestThread<?> thread, String otherwise) {
    return thread.hasEnded() ? afterAFailure(thread, otherwise) : whileStuck(thread, otherwise);
  }

  /** The question for who called something without its lock; else the other question. */
  private static String afterAFailure(TestThread<?> ended, String otherwise) {
    return ended.outcome().contains(IllegalMonitorStateException.class.getSimpleName())
        ? "the call at that line: which lock must a thread hold for it, and does it hold it?"
            + " await() and signal() are a Condition's, wait() and notify() a monitor's"
        : otherwise;
  }

  /** The question for who waits for a lock; without a lock that is known, the other question. */
  private static String whileStuck(TestThread<?> stuck, String otherwise) {
    return switch (LockHolder.blocking(stuck.thread())) {
      case GONE ->
          "each way out of borrow(), with a connection or with an exception: is the lock unlocked"
              + " there? Somebody has left and still holds it";
      case INSIDE -> "borrow(), where it waits: does it hold a lock meanwhile that others need?";
      case NOBODY -> otherwise;
    };
  }

  private static List<Double> numbersIn(String text) {
    return Pattern.compile("\\d+(\\.\\d+)?")
        .matcher(String.valueOf(text))
        .results()
        .map(found -> Double.valueOf(found.group()))
        .toList();
  }

  /**
   * Whether there are as many numbers as a text with the size, those that wait and the time has.
   * Fractions as in PT0.1S are none: that a time in ms is missing is told by another test.
   */
  private static boolean tellsAllThree(String text) {
    return numbersIn(text).stream().filter(number -> number == 0 || number >= 1).count() >= 3;
  }

  private static boolean tellsMillis(String text, long atLeast) {
    return numbersIn(text).stream().anyMatch(number -> number >= atLeast && number < 10_000);
  }

  /** What became of a borrower, and when, by nanoTime; it got something, or was told why not. */
  private record Wait(FakeConnection got, String told, long start, long end) {

    long millis() {
      return TimeUnit.NANOSECONDS.toMillis(end - start);
    }
  }

  /**
   * What became of those that were not served.
   *
   * @param inTime whether all had been woken, and waited again, before their time was up
   * @param firstWake when, by nanoTime; not later than they could notice
   */
  private record WokenInVain(
      boolean inTime, long firstWake, List<Wait> gaveUp, boolean someoneWaits, long millis) {

    /** Certain if all gave up sooner than a wait that started anew at the first wake-up ends. */
    boolean keptTheDeadline(Duration deadline) {
      return inTime
          && !someoneWaits
          && gaveUp.stream().allMatch(wait -> wait.end - firstWake < deadline.toNanos());
    }

    long quickest() {
      return gaveUp.stream().mapToLong(Wait::millis).min().orElse(Long.MAX_VALUE);
    }
  }

  /** The only connection comes back at some time while a borrower tries to get it. */
  abstract static class Return implements Interleavings.Contest {

    static final Duration A_LOT = Duration.ofSeconds(30);
    static final Duration HARDLY_ANY = Duration.ofNanos(1);
    private static final Duration A_LITTLE = Duration.ofMillis(30);

    private final FakeConnection connection = new FakeConnection(1);
    private final Ex303BorrowWithADeadline<FakeConnection> pool =
        new Ex303BorrowWithADeadline<>(List.of(connection));
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Duration atMost;
    private volatile FakeConnection got;

    Return(Duration atMost) throws InterruptedException {
      this.atMost = atMost;
      pool.borrow(A_LOT);
    }

    @Override
    public void first() throws InterruptedException {
      try {
        got = pool.borrow(atMost);
      } catch (PoolExhausted e) {
        // Then the second thread must get it.
      } finally {
        ended.countDown();
      }
    }

    @Override
    public void second() throws InterruptedException {
      pool.giveBack(connection);
      if (ended.await(A_LOT.toSeconds(), TimeUnit.SECONDS) && got == null) {
        got = pool.borrow(A_LITTLE);
      }
    }

    @Override
    public Optional<String> complaint() {
      return got == connection ? Optional.empty() : Optional.of("they got " + got);
    }
  }

  /** It has so much time that it must get the connection. */
  static final class ReturnWhileItWaits extends Return {

    ReturnWhileItWaits() throws InterruptedException {
      super(A_LOT);
    }
  }

  /** It has so little time that nothing but steps lies between the first look and the giving up. */
  static final class ReturnWhileItGivesUp extends Return {

    ReturnWhileItGivesUp() throws InterruptedException {
      super(HARDLY_ANY);
    }
  }

  /** A borrower that waits is interrupted while the connection comes back. */
  static final class InterruptDuringAReturn implements Interleavings.Contest {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final FakeConnection connection = new FakeConnection(1);
    private final Ex303BorrowWithADeadline<FakeConnection> pool =
        new Ex303BorrowWithADeadline<>(List.of(connection));
    private final CompletableFuture<FakeConnection> got = new CompletableFuture<>();
    private final Thread borrower = new Thread(this::borrowOnceMoreIfInterrupted, "the borrower");

    InterruptDuringAReturn() throws InterruptedException {
      pool.borrow(PATIENCE);
      borrower.setDaemon(true);
      borrower.start();
      TestThreads.within(PATIENCE, () -> rests() || !borrower.isAlive());
    }

    private void borrowOnceMoreIfInterrupted() {
      try {
        try {
          got.complete(pool.borrow(Return.A_LOT));
        } catch (InterruptedException e) {
          Thread.interrupted(); // it may have been set again
          got.complete(pool.borrow(Return.A_LOT));
        }
      } catch (InterruptedException | RuntimeException e) {
        // Then it has got nothing.
      }
    }

    private boolean rests() {
      return borrower.getState() == Thread.State.WAITING
          || borrower.getState() == Thread.State.TIMED_WAITING;
    }

    @Override
    public void first() {
      pool.giveBack(connection);
    }

    @Override
    public void second() {
      borrower.interrupt();
      TestThreads.within(PATIENCE, this::hasNoticed);
    }

    /** Then it has ended, waits for the lock that the first thread holds, or has come once more. */
    private boolean hasNoticed() {
      return got.isDone()
          || borrower.getState() == Thread.State.BLOCKED
          || (rests() && !borrower.isInterrupted());
    }

    @Override
    public Optional<String> complaint() {
      TestThreads.comesTrue(PATIENCE, got::isDone);
      borrower.interrupt();
      FakeConnection lent = got.getNow(null);
      return lent == connection
          ? Optional.empty()
          : Optional.of(lent == null ? "the borrower waits on" : "the borrower got " + lent);
    }
  }

  /** Two threads use a pool that has a connection for each. */
  static final class TwoInAPoolOfTwo implements Interleavings.Contest {

    private final Ex303BorrowWithADeadline<FakeConnection> pool =
        new Ex303BorrowWithADeadline<>(List.of(new FakeConnection(1), new FakeConnection(2)));

    @Override
    public void first() throws InterruptedException {
      pool.giveBack(pool.borrow(Return.A_LOT));
    }

    @Override
    public void second() throws InterruptedException {
      first();
    }

    @Override
    public Optional<String> complaint() {
      return Optional.empty();
    }
  }

  /** Two wait, and the only connection comes back shortly before the time of the first is up. */
  static final class WakeUpAtTheEnd implements Interleavings.Contest {

    private static final Duration TIME_OF_A = Duration.ofMillis(20);
    private static final Duration TIME_OF_B = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final FakeConnection connection = new FakeConnection(1);
    private final Ex303BorrowWithADeadline<FakeConnection> pool =
        new Ex303BorrowWithADeadline<>(List.of(connection));
    private final CompletableFuture<FakeConnection> got = new CompletableFuture<>();
    private final Thread a = new Thread(() -> borrow(TIME_OF_A), "A");
    private final Thread b = new Thread(() -> borrow(TIME_OF_B), "B");

    /** A's time is up some time between these two, by nanoTime. */
    private final long earliestEnd;

    private final long latestEnd;

    private volatile boolean inTime;

    WakeUpAtTheEnd() throws InterruptedException {
      pool.borrow(PATIENCE);
      earliestEnd = System.nanoTime() + TIME_OF_A.toNanos();
      startWaiting(a);
      latestEnd = System.nanoTime() + TIME_OF_A.toNanos();
      startWaiting(b);
    }

    private static void startWaiting(Thread borrower) {
      borrower.setDaemon(true);
      borrower.start();
      TestThreads.within(TIME_OF_A, () -> hasCome(borrower));
    }

    private static boolean hasCome(Thread borrower) {
      return switch (borrower.getState()) {
        case WAITING, TIMED_WAITING, TERMINATED -> true;
        default -> false;
      };
    }

    private void borrow(Duration atMost) {
      try {
        got.complete(pool.borrow(atMost));
      } catch (PoolExhausted | InterruptedException e) {
        // Then the other one must get it, or has got it.
      }
    }

    @Override
    public void first() {
      pool.giveBack(connection);
    }

    @Override
    public void second() {
      inTime = System.nanoTime() - earliestEnd < 0;
      // Awake all the time: as soon as this thread rests, the first one goes on.
      while (System.nanoTime() - latestEnd < 0) {
        Thread.onSpinWait();
      }
    }

    @Override
    public Optional<String> complaint() {
      TestThreads.comesTrue(PATIENCE, got::isDone);
      a.interrupt();
      b.interrupt();
      FakeConnection lent = got.getNow(null);
      return lent == connection
          ? Optional.empty()
          : Optional.of(
              lent == null ? "neither A nor B got it, and B waits on" : "one of them got " + lent);
    }

    /** Not if A has given up before the first thread could wake it. */
    @Override
    public boolean isClear() {
      return inTime;
    }
  }
}
