package workbook.pool.exercises;

import java.io.IOException;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
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
import workbook.pool.exercises.Ex311SeeTheOutage.Connection;
import workbook.pool.exercises.Ex311SeeTheOutage.Health;
import workbook.pool.harness.Overlap;

@Exercise(
    id = "3.11",
    title = "A monitor that sees the outage",
    objective =
        "Record the outage and the recovery, although the pool is exhausted, in a bounded history that"
            + " is safe to read.",
    minutes = 30,
    points = 10,
    checklist = "health")
class Ex311SeeTheOutageTest {

  private static final String WHERE_IT_ENDS_UP =
      "look(), when something goes wrong: where does the exception end up?";

  private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

  @RegisterExtension final TestThreads threads = new TestThreads();

  private final ExhaustedPool pool = new ExhaustedPool();
  private FakeServer server = new FakeServer();
  private Ex311SeeTheOutage monitor = newMonitor();

  private Ex311SeeTheOutage newMonitor() {
    return new Ex311SeeTheOutage(pool, server, 3, server::secondsSinceStart);
  }

  @Test
  @DisplayName("a healthy server is recorded with its version and the time")
  @Rejects("records-no-version")
  void recordsHealth() {
    look();
    List<Health> history = history();
    Feedback.did("the monitor looked once at a server that said \"v2.6.0\"")
        .expected("one record: healthy, at " + START + ", with the version in its detail")
        .happened("the history was " + history)
        .lookAt("the record that look() makes: which three things does it tell?")
        .unless(
            history.size() == 1
                && history.get(0).healthy()
                && history.get(0).at().equals(START)
                && history.get(0).detail().contains("v2.6.0"));
  }

  @Test
  @DisplayName("the history keeps the last records only, the oldest first")
  @Rejects({
    "unbounded-history",
    "keeps-the-first-records",
    "newest-first",
    "bounded-for-readers-only"
  })
  void keepsTheLast() {
    showsTheLast();
    forgetsTheOthers();
  }

  private void showsTheLast() {
    for (int i = 0; i < 5; i++) {
      look();
    }
    List<Instant> times = history().stream().map(Health::at).toList();
    List<Instant> last = List.of(2, 3, 4).stream().map(START::plusSeconds).toList();
    Feedback.did("a monitor with a history of 3 looked five times, a second apart")
        .expected("the records of seconds 2, 3 and 4, in this order")
        .happened("its history had " + times)
        .lookAt("what is removed before a record is added, and at which end")
        .unless(times.equals(last));
  }

  private void forgetsTheOthers() {
    List<WeakReference<Instant>> times = new CopyOnWriteArrayList<>();
    Ex311SeeTheOutage watched = new Ex311SeeTheOutage(pool, server, 3, () -> nextSecond(times));
    Feedback.Happened expected =
        Feedback.did("a monitor with a history of 3 looked 100 times, and nobody read the history")
            .expected("the monitor has forgotten all but a few records");
    threads.run("the monitor", () -> look(watched, 100)).returns(expected, WHERE_IT_ENDS_UP);
    long kept;
    try {
      kept = countInMemory(times);
    } finally {
      Reference.reachabilityFence(watched);
    }
    expected
        .happened("the times of %d records were still in memory".formatted(kept))
        .lookAt(
            "look(): does it remove a record too, or does only the reader not see the old ones?")
        .unless(kept <= 50);
  }

  private static Instant nextSecond(List<WeakReference<Instant>> times) {
    Instant now = START.plusSeconds(1 + times.size());
    times.add(new WeakReference<>(now));
    return now;
  }

  private static void look(Ex311SeeTheOutage monitor, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      monitor.look();
    }
  }

  private static long countInMemory(List<WeakReference<Instant>> times) {
    WeakReference<Object> garbage = new WeakReference<>(new Object());
    int megabyte = 1 << 20;
    while (garbage.get() != null) {
      System.gc();
      // A JVM that may not collect when it is asked to does so when memory runs short.
      megabyte = new byte[megabyte].length;
    }
    return times.stream().filter(time -> time.get() != null).count();
  }

  @Test
  @DisplayName("an outage is recorded, with the reason")
  @Rejects({
    "failed-look-not-recorded",
    "failed-look-throws",
    "healthy-on-an-exception",
    "reason-of-a-broken-connection-lost"
  })
  void recordsTheOutage() {
    look();
    server.goDown();
    look("the server was down", WHERE_IT_ENDS_UP);
    look("the server was still down", WHERE_IT_ENDS_UP);
    List<Health> history = history();
    Feedback.did("the monitor looked once, the server went down, and the monitor looked twice more")
        .expected(
            "three records: healthy, unhealthy, unhealthy, the last two with the reason, \"connection"
                + " refused\"")
        .happened("the history was " + history)
        .lookAt(
            history.size() == 3
                ? "the records of the two looks that failed, the one whose connection broke and the one"
                    + " that could not connect: what do they say, and where are they?"
                : "look(), when the server does not answer: what is remembered then?")
        .unless(
            inWords(history).equals("healthy, unhealthy, unhealthy")
                && history.stream()
                    .skip(1)
                    .allMatch(health -> String.valueOf(health.detail()).contains("refused")));
  }

  @Test
  @DisplayName("the monitor recovers, whatever goes wrong in a look")
  @Rejects({
    "keeps-the-broken-connection",
    "close-failure-loses-the-record",
    "errors-are-not-recorded",
    "keeps-the-connection-after-an-error",
    "two-records-for-one-look"
  })
  void recovers() {
    recoversFrom(() -> server.goDown(), "the server was down", "the server does not answer");
    recoversFrom(
        () -> {
          server.brokenCannotBeClosed = true;
          server.mute = true;
        },
        "version() threw an exception and close() of the broken connection another one",
        "close() throws");
    recoversFrom(
        () -> server.driverIsBroken = true,
        "the driver threw NoClassDefFoundError, on purpose, when it was asked for the version",
        "the driver throws an Error");
    makesOneRecordALook();
  }

  private void recoversFrom(Runnable trouble, String duringIt, String when) {
    startAnew();
    look();
    trouble.run();
    String lookAt =
        "look(), when %s: which of your lines catches that, and what is remembered?"
            .formatted(when);
    look(duringIt, lookAt);
    String did = "the monitor looked, and again while " + duringIt;
    tells(history(), "healthy, unhealthy", did, lookAt);
    server.comeBack();
    look(duringIt + "; then that was over", lookAt);
    tells(
        history(),
        "healthy, unhealthy, healthy",
        did + ", and again when that was over",
        "the connection of the failed look, when %s: a broken one stays broken. Who opens the next?"
            .formatted(when));
  }

  /** Whether a look is healthy that got an answer, but could not close, is open. */
  private void makesOneRecordALook() {
    startAnew();
    look();
    server.nothingCanBeClosed = true;
    String duringIt = "version() answered, but close() of any connection threw an exception";
    String lookAt =
        "look(), when close() throws after the answer has come: what is remembered, and when?";
    look(duringIt, lookAt);
    List<Health> history = history();
    Feedback.did("the monitor looked, and again while " + duringIt)
        .expected("two records, one for each look")
        .happened("the history was " + history)
        .lookAt(lookAt)
        .unless(history.size() == 2);
  }

  private void startAnew() {
    server = new FakeServer();
    monitor = newMonitor();
  }

  private static void tells(List<Health> history, String records, String did, String lookAt) {
    Feedback.did(did)
        .expected("these records: [" + records + "]")
        .happened("the history was " + history)
        .lookAt(lookAt)
        .unless(inWords(history).equals(records));
  }

  @Test
  @DisplayName("the monitor sees the server although the pool is exhausted")
  @Rejects("borrows-from-the-pool")
  void needsNoPool() {
    look();
    List<Health> history = history();
    Feedback.did("every connection of the pool was out, and the monitor looked")
        .expected("one healthy record; the pool was not asked")
        .happened("the history was " + history + "; borrowed " + pool.borrows.get() + " times")
        .lookAt("where look() gets its connection from")
        .unless(inWords(history).equals("healthy") && pool.borrows.get() == 0);
  }

  @Test
  @DisplayName("between two looks at most one connection is open, whatever happened")
  @Rejects({
    "leaks-a-connection-a-look",
    "leaks-the-broken-connection",
    "leaks-when-version-throws"
  })
  void leavesNoConnectionsOpen() {
    closesWhatBrokeBetweenLooks();
    closesWhatBrokeInTheLook();
  }

  private void closesWhatBrokeBetweenLooks() {
    int most = 0;
    for (int i = 0; i < 3; i++) {
      look();
      look();
      most = Math.max(most, server.open());
      server.breakConnections();
      look("its connection had broken since the last look", WHERE_IT_ENDS_UP);
      most = Math.max(most, server.open());
    }
    atMostOneIsOpen(
        most, "the monitor looked nine times; three times its connection broke in between");
  }

  private void closesWhatBrokeInTheLook() {
    startAnew();
    server.mute = true;
    int most = 0;
    for (int i = 0; i < 3; i++) {
      look("it could connect, but version() threw an exception", WHERE_IT_ENDS_UP);
      most = Math.max(most, server.open());
    }
    atMostOneIsOpen(
        most, "the monitor looked three times; each time it could connect, but version() threw");
  }

  private void atMostOneIsOpen(int most, String did) {
    Feedback.did(did)
        .expected("never more than 1 connection open after a look")
        .happened(
            "up to " + most + " were open; " + server.connections.size() + " were opened in all")
        .lookAt("each connection that look() opens: who closes it, also when version() throws?")
        .unless(most <= 1);
  }

  @Test
  @DisplayName(
      "a caller's changes to its list leave the history alone, and new records leave the list alone")
  @Rejects({"caller-can-modify-the-history", "live-view"})
  void copiesTheHistory() {
    look();
    List<Health> mine = history();
    look();
    String lookAt = "what history() returns: the list of the monitor, a view of it, or a copy?";
    Feedback.did("a caller got the history after one look; then the monitor looked again")
        .expected("the caller's list still has 1 record")
        .happened("it had " + mine.size())
        .lookAt(lookAt)
        .unless(mine.size() == 1);
    clear(history());
    int left = history().size();
    Feedback.did("after two looks a caller cleared the list that it had got")
        .expected("the monitor still has 2 records")
        .happened("it had " + left)
        .lookAt(lookAt)
        .unless(left == 2);
  }

  @Test
  @DisplayName("the history can be read at any time during a look")
  @Rejects({
    "locks-during-the-look",
    "locks-while-connecting",
    "history-without-a-lock",
    "reads-without-the-lock",
    "array-without-a-lock",
    "list-in-a-plain-field",
    "streams-a-synchronized-list",
    "one-record-too-many"
  })
  void readsDuringALook() {
    readsWhileItHangs();
    readsWhileItRemembers();
    readsBetweenItsSteps();
  }

  private void readsWhileItHangs() {
    keepsTheRecords("", readWhileItHangsIn("connect()", "connect() hung"));
    keepsTheRecords("healthy", readWhileItHangsIn("version()", "version() hung"));
    server.breakConnections();
    // When that look is recorded, before or after, is open.
    readWhileItHangsIn("close()", "the connection had broken, its close() hung");
  }

  private static void keepsTheRecords(String before, List<Health> history) {
    tells(
        history,
        before,
        "a look hung because the server was silent, and the history was read",
        "look(): what does it change in the history before it has the answer?");
  }

  private List<Health> readWhileItHangsIn(String call, String situation) {
    Gate silence = server.staySilentIn(call);
    TestThread<Void> look = threads.run("the monitor", monitor::look);
    String lookAt = "what look() holds while it waits in " + call + ", and history() needs";
    Feedback.Happened expected =
        Feedback.did(situation + ", the monitor looked, and the history was read")
            .expected("the records so far, at once");
    threads.settle(expected, lookAt);
    List<Health> history = threads.start("a reader", monitor::history).returns(expected, lookAt);
    expected.happened("it was null").lookAt("history()").unless(history != null);
    List<Health> soFar = List.copyOf(history);
    silence.open();
    look.returns(
        Feedback.did(situation + " for a while, and the monitor looked")
            .expected("look() ends after that, and throws nothing"),
        () -> look.hasEnded() ? WHERE_IT_ENDS_UP : lookAt);
    return soFar;
  }

  private void readsWhileItRemembers() {
    new Overlap(
            threads,
            LookAndRead.class,
            Feedback.did(
                    "one thread looked, and a second one read the history when the first was about to"
                        + " change it")
                .expected(
                    "the second waits for the first, or it reads what is made to be shared: a"
                        + " thread-safe collection, a volatile field"),
            "these two lines: a plain collection, array or field is made for one thread, and so is an"
                + " iterator or a stream of a synchronized collection. Does a lock cover both lines?"
                + " Or what else makes it safe?")
        .tryAll();
  }

  private void readsBetweenItsSteps() {
    new Interleavings(
            threads,
            LookAndRead.class,
            Feedback.did(
                    "one thread looked twice, with a history of 1, and a second one read the history between"
                        + " two steps of the first")
                .expected("never more than 1 record"),
            "the line that adds a record and the one that removes the oldest: what does a reader see who"
                + " comes between them?")
        .tryAll();
  }

  private void look() {
    look("the server answered", WHERE_IT_ENDS_UP);
  }

  /** Tells of the pool only who waits for it: nobody else must search there. */
  private void look(String situation, String ifItThrows) {
    TestThread<Void> look = threads.run("the monitor", monitor::look);
    TestThreads.within(Duration.ofSeconds(1), () -> look.hasEnded() || pool.borrows.get() > 0);
    boolean borrowed = pool.borrows.get() > 0;
    look.returns(
        Feedback.did(
                (borrowed ? "all connections of the pool were borrowed" : situation)
                    + ", and the monitor looked")
            .expected("look() ends, and throws nothing"),
        look.hasEnded() ? ifItThrows : "what look() waits for: will it ever come in an outage?");
    server.seconds.incrementAndGet();
  }

  private List<Health> history() {
    Feedback.Happened expected = Feedback.did("the history was read").expected("a list, at once");
    List<Health> history =
        threads.start("a reader", monitor::history).returns(expected, "history()");
    expected.happened("it was null").lookAt("history()").unless(history != null);
    return history;
  }

  private static String inWords(List<Health> history) {
    return history.stream()
        .map(health -> health.healthy() ? "healthy" : "unhealthy")
        .collect(Collectors.joining(", "));
  }

  private static void clear(List<Health> list) {
    try {
      list.clear();
    } catch (UnsupportedOperationException e) {
      // To refuse is as good as to give a copy.
    }
  }

  /** All its connections are out, and nobody returns one. */
  private static final class ExhaustedPool implements Ex311SeeTheOutage.Pool {

    final Gate never = new Gate();
    final AtomicInteger borrows = new AtomicInteger();

    @Override
    public Connection borrow() throws InterruptedException {
      borrows.incrementAndGet();
      never.passOrFail();
      throw new IllegalStateException();
    }

    @Override
    public void giveBack(Connection connection) {}
  }

  /** Can go down and come back; what was connected then stays broken. */
  private static final class FakeServer implements Ex311SeeTheOutage.Server {

    final List<FakeLink> connections = new CopyOnWriteArrayList<>();
    volatile boolean brokenCannotBeClosed;
    volatile boolean nothingCanBeClosed;
    volatile boolean driverIsBroken;

    /** Lets everyone connect, and then answers nobody. */
    volatile boolean mute;

    final AtomicInteger seconds = new AtomicInteger();
    private volatile boolean down;
    private volatile String silentIn = "";
    private volatile Gate silence;

    /** The next calls of that name wait at the gate. */
    Gate staySilentIn(String call) {
      Gate gate = new Gate();
      silence = gate;
      silentIn = call;
      return gate;
    }

    void called(String call) {
      if (silentIn.equals(call)) {
        silence.passOrFail();
      }
    }

    @Override
    public Connection connect() throws IOException {
      called("connect()");
      if (down) {
        throw new IOException("connection refused");
      }
      FakeLink link = new FakeLink(this);
      connections.add(link);
      return link;
    }

    void goDown() {
      down = true;
      breakConnections();
    }

    void comeBack() {
      down = false;
      mute = false;
      driverIsBroken = false;
    }

    void breakConnections() {
      connections.forEach(link -> link.broken = true);
    }

    int open() {
      return (int) connections.stream().filter(link -> !link.closed).count();
    }

    Instant secondsSinceStart() {
      return START.plusSeconds(seconds.get());
    }
  }

  private static final class FakeLink implements Connection {

    private final FakeServer server;
    private volatile boolean broken;
    private volatile boolean closed;

    FakeLink(FakeServer server) {
      this.server = server;
    }

    @Override
    public String version() throws IOException {
      server.called("version()");
      if (server.driverIsBroken) {
        broken = true;
        throw new NoClassDefFoundError("io/netty/Channel, on purpose, by the test's driver");
      }
      if (server.mute) {
        broken = true;
        throw new IOException("the server does not answer");
      }
      if (broken || closed) {
        throw new IOException("connection refused");
      }
      return "v2.6.0";
    }

    @Override
    public void close() {
      server.called("close()");
      closed = true;
      if (server.nothingCanBeClosed || (broken && server.brokenCannotBeClosed)) {
        throw new IllegalStateException("the channel is already shut down");
      }
    }
  }

  /** A history of one: the second look removes a record and adds one. */
  static final class LookAndRead implements Interleavings.Contest {

    private final Ex311SeeTheOutage monitor =
        new Ex311SeeTheOutage(new QuietPool(), QuietLink::new, 1, this::nextSecond);

    private int seconds;
    private int read;

    /** No two records are equal, so each change can be seen. */
    private Instant nextSecond() {
      return Instant.EPOCH.plusSeconds(seconds++);
    }

    @Override
    public void first() throws Exception {
      monitor.look();
      monitor.look();
    }

    @Override
    public void second() throws Exception {
      List<Health> history = monitor.history();
      read = history == null ? 0 : history.size();
    }

    @Override
    public Optional<String> complaint() {
      return Optional.of("it read " + read + " records").filter(tooMany -> read > 1);
    }
  }

  /** Always has a connection. */
  static final class QuietPool implements Ex311SeeTheOutage.Pool {

    @Override
    public Connection borrow() {
      return new QuietLink();
    }

    @Override
    public void giveBack(Connection connection) {}
  }

  /** Always answers. */
  static final class QuietLink implements Connection {

    @Override
    public String version() {
      return "v2.6.0";
    }

    @Override
    public void close() {}
  }
}
