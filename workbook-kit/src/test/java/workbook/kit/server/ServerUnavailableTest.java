package workbook.kit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.kit.server.MilvusServer.Kind;

/** Every way not to have a server: two or three lines, within 15 s, and no process left behind. */
class ServerUnavailableTest {

  private static final Duration LIMIT = Duration.ofSeconds(15);
  private static final String NOBODY = "127.0.0.1:9"; // the discard port

  @TempDir Path folder;

  @Test
  @DisplayName("nobody listens at the URI")
  void refused() {
    assertThat(failureOf(uri("http://" + NOBODY)))
        .contains("Nothing can be reached at http://" + NOBODY)
        .contains("Connection refused")
        .contains("-Dmilvus=docker");
  }

  @Test
  @DisplayName("the URI's host has no address")
  void unknownHost() {
    assertThat(failureOf(uri("http://no-such-host.invalid:19530")))
        .contains("no-such-host.invalid")
        .contains("name is not known");
  }

  @Test
  @DisplayName("somebody accepts at the URI and says nothing")
  void silent() throws IOException {
    try (ServerSocket socket = listener()) {
      assertThat(failureOf(uri("http://127.0.0.1:" + socket.getLocalPort())))
          .contains("does not answer as Milvus does")
          .contains("no answer within 8 s");
    }
  }

  @Test
  @DisplayName("no Docker engine is where DOCKER_HOST says")
  void noEngine() {
    Map<String, String> environment = Map.of("DOCKER_HOST", "unix://" + folder + "/no.sock");
    assertThat(failureOf(() -> ask(docker("milvus:1"), environment)))
        .contains("No Docker engine answers at DOCKER_HOST=unix://")
        .contains("`docker info`")
        .contains("-Dmilvus=lite");
  }

  @Test
  @DisplayName("the Docker engine accepts and says nothing")
  void silentEngine() throws IOException {
    try (ServerSocket socket = listener()) {
      String host = "tcp://127.0.0.1:" + socket.getLocalPort();
      assertThat(failureOf(() -> ask(docker("milvus:1"), Map.of("DOCKER_HOST", host))))
          .contains("No Docker engine answers at DOCKER_HOST=" + host);
    }
  }

  @Test
  @DisplayName("milvus-lite is not installed")
  void noLite() {
    assertThat(failureOf(() -> ask(lite(0), Map.of("PATH", folder.toString()))))
        .contains("no `milvus-lite` on the PATH")
        .contains("pip install milvus-lite==")
        .contains("-Dmilvus=docker");
  }

  @Test
  @DisplayName("milvus-lite ends at once")
  void liteFails() throws IOException {
    Map<String, String> path = pathWithLite("echo the disk is full; exit 1");
    assertThat(failureOf(() -> ask(lite(0), path)))
        .contains("Milvus Lite did not start; it printed: the disk is full");
  }

  @Test
  @DisplayName("the port is taken")
  void portTaken() throws IOException {
    Map<String, String> path = pathWithLite("exit 1");
    try (ServerSocket socket = listener()) {
      int port = socket.getLocalPort();
      assertThat(failureOf(() -> ask(lite(port), path)))
          .contains("Port " + port + " is taken")
          .contains("-Dmilvus.port=");
    }
  }

  /** Runs what must fail; checks the time, and that the message is short. */
  private static String failureOf(Runnable asking) {
    long start = System.nanoTime();
    ServerUnavailable failure = catchThrowableOfType(ServerUnavailable.class, asking::run);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertThat(failure).isNotNull();
    assertThat(took).isLessThan(LIMIT);
    assertThat(failure.getMessage().lines()).hasSizeBetween(2, 3);
    await()
        .until(() -> ProcessHandle.current().children().noneMatch(ServerUnavailableTest::isKeeper));
    return failure.getMessage();
  }

  private static boolean isKeeper(ProcessHandle process) {
    return process.isAlive()
        && process.info().commandLine().orElse("").contains(ServerKeeper.class.getName());
  }

  private static Runnable uri(String uri) {
    return () -> MilvusServer.start(new ServerChoice(Kind.URI, uri, null, null, 0));
  }

  private static ServerChoice docker(String image) {
    return new ServerChoice(Kind.DOCKER, null, null, image, 0);
  }

  private static ServerChoice lite(int port) {
    return new ServerChoice(Kind.LITE, null, null, null, port);
  }

  private void ask(ServerChoice choice, Map<String, String> environment) {
    ServerFolder run = ServerFolder.of(folder, ProcessHandle.current(), choice);
    Keepers.uriOf(choice, run, environment);
  }

  /** A program of that name that does something else. */
  private Map<String, String> pathWithLite(String script) throws IOException {
    Path program = folder.resolve("milvus-lite");
    Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return Map.of("PATH", folder.toString());
  }

  private static ServerSocket listener() throws IOException {
    return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }
}
