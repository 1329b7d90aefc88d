package workbook.pool.exercises;

import java.time.Duration;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import workbook.kit.exercise.Exercise;
import workbook.kit.exercise.Feedback;
import workbook.kit.exercise.Rejects;
import workbook.kit.harness.TestThread;
import workbook.kit.harness.TestThreads;
import workbook.pool.exercises.Ex303BorrowWithADeadline.PoolExhausted;
import workbook.pool.harness.FakeConnection;

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
  private static final Duration SHORT = Duration.ofMillis(300);

  private static final Duration LONGER = Duration.ofMillis(600);
  private static final Duration LONGEST = Duration.ofMillis(1_200);

  /** So many of those that wait in vain are served, one at each wake-up. */
  private static final int MOST_SERVED = 3;

  @RegisterExtension final TestThreads threads = new TestThreads();

  @Test
  @DisplayName("a borrower that waits gets the connection that comes back")
  @Rejects({"gives-up-at-once", "takes-nanoseconds-for-milliseconds"})
  void getsWhatComesBack() {
    Ex303BorrowWithADeadline<FakeConnection> pool = poolOf(1);
    FakeConnection first = borrow(pool);
    TestThread<FakeConnection> waiter = threads.start("the waiter", () -> pool.borrow(LONG));
    String lookAt = "borrow(): what it does while nothing is idle and time is left";
    waiter.waits(
        Feedback.did("the only connection was out, and a borrower came with 30 s of time")
            .expected("it waits"),
        lookAt);
    giveBack(pool, first);
    Feedback.Happened expected =
        Feedback.did("a borrower waited, and the connection came back before its deadline")
            .expected("the borrower gets it");
    FakeConnection got = waiter.returns(expected, lookAt);
    expected.happened("it got " + got).lookAt(lookAt).unless(got == first);
  }

  @Test
  @DisplayName("when the time is up, the borrower gets an exception, not null, and not too early")
  @Rejects({"returns-null", "waits-for-ever", "takes-milliseconds-for-nanoseconds"})
  void givesUpAtTheDeadline() {
    Ex303BorrowWithADeadline<FakeConnection> pool = poolOf(1);
    borrow(pool);
    Feedback.Happened expected =
        Feedback.did("the only connection was out, and a borrower came with 300 ms of time")
            .expected("after 300 ms it gets PoolExhausted");
    String lookAt = "borrow(), where the time is up: what leaves the method there, and when?";
    long start = System.nanoTime();
    Throwable told =
        threads.start("the borrower", () -> pool.borrow(SHORT)).fails(expected, lookAt);
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    expected
        .happened("after " + millis + " ms it got " + told)
        .lookAt(lookAt)
        .unless(told instanceof PoolExhausted && millis >= SHORT.toMillis());
  }

  @Test
  @DisplayName("a borrower that is woken in vain keeps its deadline")
  @Rejects({
    "deadline-restarted-at-each-wake-up",
    "gives-up-when-woken-in-vain",
    "if-instead-of-while"
  })
  void keepsItsDeadline() {
    String lookAt = "what borrow() does after a wake-up: how long does it wait the next time?";
    int late = 0;
    // A busy machine can make one attempt unclear; then the next one takes its time.
    for (Duration deadline : List.of(SHORT, LONGER, LONGEST)) {
      Feedback.Happened expected =
          Feedback.did(
                  "four borrowers with %d ms of time waited; now and then one connection came back,"
                          .formatted(deadline.toMillis())
                      + " which woke them all and served one")
              .expected("whoever is not served gets PoolExhausted when its own time is up");
      WokenInVain woken = wakeInVain(deadline, expected, lookAt);
      expected
          .happened("one of them gave up after " + woken.quickestMillis + " ms")
          .lookAt(lookAt)
          .unless(woken.quickestMillis >= deadline.toMillis());
      if (woken.keptTheDeadline(deadline)) {
        return;
      }
      late += woken.startedAnew(deadline) ? 1 : 0;
      expected
          .happened("one of them gave up only after " + woken.slowestMillis + " ms")
          .lookAt(lookAt)
          .unless(late < 2);
    }
  }

  @Test
  @DisplayName("with no time at all a borrower takes what is idle and never waits")
  @Rejects({"zero-means-for-ever", "zero-takes-nothing"})
  void zeroNeverWaits() {
    Ex303BorrowWithADeadline<FakeConnection> pool = poolOf(1);
    String lookAt =
        "borrow(Duration.ZERO): which comes first, the look at the time or at what is idle?";
    threads
        .start("the first borrower", () -> pool.borrow(Duration.ZERO))
        .returns(
            Feedback.did("a connection was idle, and a borrower came with no time to wait")
                .expected("it gets the connection"),
            lookAt);
    Feedback.Happened expected =
        Feedback.did("no connection was idle, and a borrower came with no time to wait")
            .expected("PoolExhausted at once");
    Throwable told =
        threads
            .start("the second borrower", () -> pool.borrow(Duration.ZERO))
            .fails(expected, lookAt + " What does a wait of 0 mean to the method that you call?");
    expected.happened("it got " + told).lookAt(lookAt).unless(told instanceof PoolExhausted);
  }

  @Test
  @DisplayName("the message tells the size, how many wait, and how long this one did")
  @Rejects({
    "message-without-numbers",
    "forgets-those-that-gave-up",
    "forgets-those-that-were-interrupted"
  })
  void tellsTheNumbers() {
    Ex303BorrowWithADeadline<FakeConnection> pool = poolOf(2);
    borrow(pool);
    borrow(pool);
    String lookAt = "the text of the exception: could somebody on call at night act on it?";
    Feedback.Happened waiting =
        Feedback.did("both connections of two were out, and borrowers came").expected("they wait");
    threads.start("one that gives up", () -> pool.borrow(Duration.ZERO)).fails(waiting, lookAt);
    TestThread<FakeConnection> interrupted =
        threads.start("one that is interrupted", () -> pool.borrow(LONG));
    interrupted.waits(waiting, lookAt);
    interrupted.interrupt();
    interrupted.fails(waiting, lookAt);
    List<TestThread<FakeConnection>> waiters =
        IntStream.rangeClosed(1, 4)
            .mapToObj(i -> threads.start("waiter " + i, () -> pool.borrow(LONG)))
            .toList();
    waiters.forEach(waiter -> waiter.waits(waiting, lookAt));

    Feedback.Happened expected =
        Feedback.did(
                "in a pool of 2, one borrower had given up and one was interrupted; 4 waited, and"
                    + " another one gave up after 30 ms")
            .expected(
                "a message with 2 (size), 5 (waiting, itself included) and 30 or a little more (ms)");
    Throwable told =
        threads
            .start("the fifth borrower", () -> pool.borrow(Duration.ofMillis(30)))
            .fails(expected, lookAt);
    Set<Long> numbers = numbersIn(String.valueOf(told.getMessage()));
    expected
        .happened("the message was: " + told.getMessage())
        .lookAt(lookAt)
        .unless(
            numbers.containsAll(Set.of(2L, 5L))
                && numbers.stream().anyMatch(number -> number >= 30 && number < 10_000));
  }

  @Test
  @DisplayName("an interrupted borrower stops waiting, and no connection is lost")
  @Rejects({"interrupt-loses-a-connection", "interrupt-swallowed"})
  void losesNothingWhenInterrupted() {
    Ex303BorrowWithADeadline<FakeConnection> pool = poolOf(1);
    FakeConnection first = borrow(pool);
    TestThread<FakeConnection> waiter = threads.start("the waiter", () -> pool.borrow(LONG));
    String lookAt = "the way out of borrow() when waiting throws: what have you promised or taken?";
    waiter.waits(
        Feedback.did("the only connection was out, and a borrower came").expected("it waits"),
        lookAt);
    waiter.interrupt();
    Feedback.Happened expected =
        Feedback.did("a borrower that waited was interrupted")
            .expected("it stops waiting, with an InterruptedException");
    Throwable told = waiter.fails(expected, lookAt);
    expected.happened("it got " + told).lookAt(lookAt).unless(told instanceof InterruptedException);
    comesBack(pool, first, "was interrupted", lookAt);
  }

  @Test
  @DisplayName("a borrower interrupted before it came loses no connection either")
  @Rejects("takes-and-then-throws")
  void losesNothingWhenInterruptedBefore() {
    Ex303BorrowWithADeadline<FakeConnection> pool = poolOf(1);
    String lookAt = "where borrow() looks for an interrupt: has it taken a connection by then?";
    Feedback.Happened expected =
        Feedback.did("an interrupted thread borrowed while a connection was idle")
            .expected("it gets the connection, or an InterruptedException, but not both");
    TestThread<FakeConnection> interrupted =
        threads.start(
            "the interrupted borrower",
            () -> {
              Thread.currentThread().interrupt();
              FakeConnection got = pool.borrow(LONG);
              pool.giveBack(got);
              return got;
            });
    threads.ended(1, List.of(interrupted), expected, lookAt);
    threads
        .start("the next borrower", () -> pool.borrow(SHORT))
        .returns(
            Feedback.did("an interrupted thread had borrowed while a connection was idle")
                .expected("the connection is not lost: the next borrower gets it"),
            lookAt);
  }

  @Test
  @DisplayName("a connection that comes back after a borrower gave up is not lost")
  @Rejects("time-out-loses-a-connection")
  void losesNothingWhenTheTimeIsUp() {
    Ex303BorrowWithADeadline<FakeConnection> pool = poolOf(1);
    FakeConnection first = borrow(pool);
    String lookAt =
        "the way out of borrow() when the time is up: who still believes that it waits?";
    threads
        .start("the borrower", () -> pool.borrow(Duration.ofMillis(30)))
        .fails(
            Feedback.did("a borrower came with 30 ms of time, and nothing came back")
                .expected("it gives up"),
            lookAt);
    comesBack(pool, first, "gave up", lookAt);
  }

  /** Four wait. After each half of their time one is served, and the others are woken in vain. */
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
    long firstWakeMillis = Long.MAX_VALUE;
    while (served < MOST_SERVED && !threads.endWithin(deadline.dividedBy(2), waiters)) {
      giveBack(pool, connection);
      firstWakeMillis = Math.min(firstWakeMillis, millisSince(start));
      threads.ended(++served, waiters, expected, lookAt);
    }
    threads.ended(waiters.size(), waiters, expected, lookAt);
    LongSummaryStatistics inVain =
        waiters.stream()
            .map(waiter -> waiter.returns(expected, lookAt))
            .filter(wait -> wait.got == null)
            .mapToLong(Wait::millis)
            .summaryStatistics();
    return new WokenInVain(served, firstWakeMillis, inVain.getMin(), inVain.getMax());
  }

  private static Wait waitFor(Ex303BorrowWithADeadline<FakeConnection> pool, Duration deadline)
      throws InterruptedException {
    long start = System.nanoTime();
    FakeConnection got = null;
    try {
      got = pool.borrow(deadline);
    } catch (PoolExhausted e) {
      // As it should; when, is what counts here.
    }
    return new Wait(got, millisSince(start));
  }

  private void comesBack(
      Ex303BorrowWithADeadline<FakeConnection> pool,
      FakeConnection connection,
      String what,
      String lookAt) {
    giveBack(pool, connection);
    threads
        .start("the next borrower", () -> pool.borrow(SHORT))
        .returns(
            Feedback.did("a borrower " + what + "; then the connection came back")
                .expected("the next borrower gets it: it is idle"),
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
    threads
        .run("a returner", () -> pool.giveBack(connection))
        .returns(
            Feedback.did("a connection was given back").expected("giveBack() returns at once"),
            "what a waiting borrower holds that giveBack() needs");
  }

  private static long millisSince(long start) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  private static Set<Long> numbersIn(String text) {
    return Pattern.compile("\\d+")
        .matcher(text)
        .results()
        .map(found -> Long.valueOf(found.group()))
        .collect(Collectors.toSet());
  }

  /** What became of a borrower; nothing got means that it gave up. */
  private record Wait(FakeConnection got, long millis) {}

  /** How long those waited that were not served, and how often they were woken. */
  private record WokenInVain(
      int served, long firstWakeMillis, long quickestMillis, long slowestMillis) {

    /** Certain only if all of them woke up with time left, and none was held up by others. */
    boolean keptTheDeadline(Duration deadline) {
      return firstWakeMillis < 0.7 * deadline.toMillis()
          && slowestMillis < 1.2 * deadline.toMillis();
    }

    /** A wait that started anew at the first wake-up ends after one and a half deadlines. */
    boolean startedAnew(Duration deadline) {
      return firstWakeMillis < deadline.toMillis() && slowestMillis >= 1.5 * deadline.toMillis();
    }
  }
}
