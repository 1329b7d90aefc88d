package workbook.basics.exercises;

import io.milvus.shaded.io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import workbook.basics.exercises.Ex101Connect.Connected;
import workbook.basics.exercises.Ex101Connect.Settings;
import workbook.kit.embedded.CallFaults;
import workbook.kit.embedded.EmbeddedMilvus;
import workbook.kit.exercise.Exercise;
import workbook.kit.exercise.Feedback;
import workbook.kit.exercise.Rejects;
import workbook.kit.harness.TestThread;
import workbook.kit.harness.TestThreads;

@Exercise(
    id = "1.01",
    title = "Connect",
    objective =
        "Open a client from settings, know that its server answers, and leave nothing open.",
    minutes = 15,
    points = 10,
    seconds = 15,
    checklist = "connect")
class Ex101ConnectTest {

  private static final Duration DEADLINE = Duration.ofSeconds(6);
  private static final String API_KEY = "key-4f1d27";
  private static final String USER_AND_PASSWORD = "reader:a:secret";

  @RegisterExtension final TestThreads threads = TestThreads.patient(Duration.ofSeconds(8));

  private final EmbeddedMilvus server = EmbeddedMilvus.start();

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  @DisplayName("the server named by the settings is asked for its version, within their deadline")
  @Rejects({
    "hard-coded-address",
    "makes-up-the-version",
    "throws-the-answer-away",
    "drops-the-deadlines"
  })
  void asksTheServer() throws Exception {
    Feedback.Happened expected =
        Feedback.did("connect() was called with settings for a server at " + server.uri())
            .expected("that server is asked for its version, and the version is returned");
    Connected connected =
        connect(
            new Settings(server.uri(), null, DEADLINE),
            expected,
            "the uri in the config: where does it come from?");
    String version = connected.version();
    long asked = server.counters().calls("GetVersion");
    connected.client().close(1);
    expected
        .happened(
            "it returned version %s, the server's is %s; times the server was asked: %d"
                .formatted(version, server.version(), asked))
        .lookAt(
            "the call that asks the client for the server's version: is it there, and what becomes of"
                + " the answer?")
        .unless(asked > 0 && server.version().equals(version));
    asksWithADeadline();
  }

  private void asksWithADeadline() {
    Feedback.did("connect() was called with a deadline of " + DEADLINE.toSeconds() + " s")
        .expected("the question for the version has it: who asks a silent server, gives up in time")
        .happened("the question had no deadline: if the server is silent, it waits for ever")
        .lookAt(
            "the builder at the top of connect(), with its two deadlines: is it the one whose config"
                + " the client gets?")
        .unless(server.counters().callsWithoutDeadline("GetVersion") == 0);
  }

  @Test
  @DisplayName("the token of the settings opens a server that asks for one")
  @Rejects({
    "ignores-the-token",
    "takes-every-token-for-user-and-password",
    "cuts-the-password",
    "makes-up-a-token"
  })
  void showsTheToken() throws Exception {
    try (EmbeddedMilvus guarded = guarded()) {
      showsTheToken(guarded, USER_AND_PASSWORD, "\"user:password\", and a colon in the password");
      showsTheToken(guarded, API_KEY, "of an API key");
      tryToConnect(new Settings(guarded.uri(), null, DEADLINE))
          .fails(
              Feedback.did(
                      "connect() was called for a server with authentication, and the token was"
                          + " null")
                  .expected("the server does not let us in, although it knows root:Milvus"),
              "the token when the settings have none: is another one sent in its place?");
    }
  }

  private static EmbeddedMilvus guarded() {
    return EmbeddedMilvus.start(0, USER_AND_PASSWORD, API_KEY, "root:Milvus");
  }

  private void showsTheToken(EmbeddedMilvus guarded, String token, String kind) throws Exception {
    connect(
            new Settings(guarded.uri(), token, DEADLINE),
            Feedback.did(
                    "connect() was called for a server with authentication, with the token " + kind)
                .expected("the server lets us in"),
            "how the config gets settings.token(): is it handed over whole, whatever is in it?")
        .client()
        .close(1);
  }

  @Test
  @DisplayName("one client comes back, and it is open: the caller closes it")
  @Rejects({
    "closes-the-client-it-returns",
    "forgets-the-first-client",
    "one-client-for-all-callers"
  })
  void returnsAnOpenClient() throws Exception {
    Feedback.Happened expected =
        Feedback.did("connect() was called, and then its client asked for the server's version")
            .expected("the client answers: it is open");
    String lookAt = "the ways out of connect(): on which of them is the client closed?";
    Connected connected = connect(new Settings(server.uri(), null, DEADLINE), expected, lookAt);
    TestThread<String> user =
        threads.start("its user", () -> connected.client().getServerVersion());
    // A closed client tries again and again; that its connection goes is seen at once.
    TestThreads.within(DEADLINE, () -> user.hasEnded() || isNothingOpen());
    expected
        .happened("no connection was open when connect() had returned")
        .lookAt(lookAt)
        .unless(!isNothingOpen());
    user.returns(expected, lookAt);
    Connected second = anotherClientThan(connected);
    connected.client().close(1);
    second.client().close(1);
    nothingIsOpen(
        Feedback.did("connect() was called twice, and the clients that it returned were closed")
            .expected("no connection is open any more"),
        "each client that connect() opens: who closes those that it does not return?");
  }

  private Connected anotherClientThan(Connected first) {
    Feedback.Happened expected =
        Feedback.did("connect() was called a second time, with the same settings")
            .expected("the second caller gets a client of its own: each caller closes its client");
    String lookAt = "the client that the second call returns: does anybody else have it?";
    Connected second = connect(new Settings(server.uri(), null, DEADLINE), expected, lookAt);
    expected
        .happened("both callers got the same client")
        .lookAt(lookAt)
        .unless(second.client() != first.client());
    return second;
  }

  @Test
  @DisplayName("when connecting fails, at whichever step, the caller learns why")
  @Rejects({"swallows-the-failure", "hides-the-reason", "closes-what-was-never-opened"})
  void tellsTheFailure() {
    tellsWhyItIsNotLetIn();
    server.faults().calls("GetVersion").failNext(1_000, Status.Code.PERMISSION_DENIED);
    Feedback.Happened expected =
        Feedback.did("connect() was called, and the server refused to tell its version")
            .expected("connect() throws, and what it throws has the server's failure as a cause");
    Throwable thrown =
        tryToConnect()
            .fails(expected, "connect(), when getServerVersion() throws: what does it do then?");
    expected
        .happened("it threw " + TestThread.inWords(thrown) + ", without the reason")
        .lookAt("the exception that leaves connect(): has it the server's failure as its cause?")
        .unless(causes(thrown).contains("failed on demand"));
  }

  private void tellsWhyItIsNotLetIn() {
    try (EmbeddedMilvus guarded = guarded()) {
      Feedback.Happened expected =
          Feedback.did(
                  "connect() was called for a server with authentication, and the token was null:"
                      + " the constructor of the client throws")
              .expected("connect() throws, and what it throws has the server's failure as a cause");
      String lookAt = "connect(), when there is no client because its constructor throws";
      Throwable thrown =
          tryToConnect(new Settings(guarded.uri(), null, DEADLINE)).fails(expected, lookAt);
      expected
          .happened("it threw " + TestThread.inWords(thrown) + ", without the reason")
          .lookAt(lookAt)
          .unless(causes(thrown).contains("UNAUTHENTICATED"));
    }
  }

  @Test
  @DisplayName("when the server does not tell its version, no client is left open")
  @Rejects({"leaks-the-client", "asks-again-outside-the-try"})
  void leavesNothingOpen() {
    server.faults().calls("GetVersion").failNext(1_000, Status.Code.PERMISSION_DENIED);
    Feedback.Happened expected =
        Feedback.did("connect() was called, and the server refused to tell its version")
            .expected("connect() throws, and the client that was open by then is closed");
    String lookAt = "the client when getServerVersion() throws: does anybody else know of it?";
    tryToConnect().fails(expected, lookAt);
    nothingIsOpen(expected, lookAt);
    leavesNothingOpenLater();
  }

  private void leavesNothingOpenLater() {
    server.faults().clear();
    refuseFromTheSecondOn();
    String lookAt = "every call to the server: what becomes of the client if that one throws?";
    Feedback.Happened expected =
        Feedback.did(
                "connect() was called, and the server would tell its version once, and then refuse")
            .expected("connect() returns, or throws and leaves no client open");
    threads.run("the caller", this::connectAndClose).returns(expected, lookAt);
    nothingIsOpen(expected, lookAt);
  }

  private void refuseFromTheSecondOn() {
    AtomicInteger asked = new AtomicInteger();
    CallFaults version = server.faults().calls("GetVersion");
    version.delay(
        () -> {
          if (asked.incrementAndGet() == 2) {
            version.failNext(1_000, Status.Code.PERMISSION_DENIED);
          }
          return Duration.ZERO;
        });
  }

  private void connectAndClose() throws InterruptedException {
    Connected connected;
    try {
      connected = Ex101Connect.connect(new Settings(server.uri(), null, DEADLINE));
    } catch (Exception refused) {
      return; // as it should, if it asked twice; what is left open is the question
    }
    connected.client().close(1);
  }

  private void nothingIsOpen(Feedback.Happened expected, String lookAt) {
    boolean closed = TestThreads.comesTrue(Duration.ofSeconds(1), this::isNothingOpen);
    expected
        .happened(server.counters().connectionsOpen() + " stayed open")
        .lookAt(lookAt)
        .unless(closed);
  }

  private boolean isNothingOpen() {
    return server.counters().connectionsOpen() == 0;
  }

  private TestThread<Connected> tryToConnect() {
    return tryToConnect(new Settings(server.uri(), null, DEADLINE));
  }

  private TestThread<Connected> tryToConnect(Settings settings) {
    return threads.start("the caller", () -> Ex101Connect.connect(settings));
  }

  private Connected connect(Settings settings, Feedback.Happened expected, String lookAt) {
    TestThread<Connected> caller = tryToConnect(settings);
    Connected connected =
        caller.returns(expected, () -> whereToLook(settings, caller.outcome(), lookAt));
    expected
        .happened("it returned " + connected)
        .lookAt(lookAt)
        .unless(connected != null && connected.client() != null);
    return connected;
  }

  private String whereToLook(Settings settings, String outcome, String otherwise) {
    if (outcome.contains("NullPointerException") && settings.token() == null) {
      return "the token, which is null for a server that asks for none: what do you do with it?";
    }
    if (outcome.contains("DEADLINE_EXCEEDED")) {
      return "the two deadlines of the builder: are they as they were, in milliseconds?";
    }
    boolean reached = server.counters().calls("Connect") > 0;
    return reached && outcome.contains("waits")
        ? "the client that is asked for the version: is it open, and of this call?"
        : otherwise;
  }

  private static String causes(Throwable thrown) {
    return thrown == null ? "" : thrown + "; " + causes(thrown.getCause());
  }
}
