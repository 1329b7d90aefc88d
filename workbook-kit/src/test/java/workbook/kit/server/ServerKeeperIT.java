package workbook.kit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.shaded.com.github.dockerjava.core.DefaultDockerClientConfig;
import org.testcontainers.shaded.com.github.dockerjava.core.DockerClientImpl;
import workbook.kit.server.MilvusServer.Kind;

/** Containers live as long as the Maven run that they are for: neither shorter nor longer. */
@RealMilvus(Kind.DOCKER)
@Timeout(120)
class ServerKeeperIT {

  private static final Duration GONE_WITHIN = Duration.ofSeconds(15);

  private static DockerClient docker;

  /** Not the machine's: a keeper of another run would take away what a test has forsaken. */
  @TempDir Path folder;

  @BeforeAll
  static void connect() {
    var config = DefaultDockerClientConfig.createDefaultConfigBuilder().build();
    var http = new ZerodepDockerHttpClient.Builder().dockerHost(config.getDockerHost()).build();
    docker = DockerClientImpl.getInstance(config, http);
  }

  @AfterAll
  static void disconnect() throws IOException {
    docker.close();
  }

  @AfterEach
  void awaitLastKeeper() {
    // What is listed may be deleted meanwhile.
    await().atMost(GONE_WITHIN).ignoreExceptions().until(() -> runs().isEmpty());
  }

  /** The folders of runs that have not ended; this JVM's own are not the keepers' to delete. */
  private List<Path> runs() throws IOException {
    String mine = ProcessHandle.current().pid() + "-";
    try (Stream<Path> all = Files.walk(folder, 3)) {
      return all.filter(run -> run.getNameCount() == folder.getNameCount() + 3)
          .filter(run -> !run.getFileName().toString().startsWith(mine))
          .toList();
    }
  }

  @Test
  @DisplayName("two modules of a run share a container, also after the first has failed")
  void shared() throws Exception {
    try (Puppet maven = Puppet.start(folder)) {
      String first = maven.fork(1);
      String second = maven.fork(0);
      assertThat(first).startsWith("http://").isEqualTo(second);
      assertThat(containersOf(maven)).hasSize(1);
      maven.finish();
      awaitNoContainerOf(maven);
    }
  }

  @Test
  @DisplayName("two runs at once share nothing, and the end of one does not touch the other")
  void apart() throws Exception {
    try (Puppet one = Puppet.start(folder);
        Puppet other = Puppet.start(folder)) {
      assertThat(one.fork(0)).isNotEqualTo(other.fork(0));
      one.finish();
      awaitNoContainerOf(one);
      assertThat(containersOf(other)).hasSize(1);
    }
  }

  @Test
  @DisplayName("the container goes when the run is killed")
  void killed() throws Exception {
    try (Puppet maven = Puppet.start(folder)) {
      maven.fork(0);
      assertThat(containersOf(maven)).hasSize(1);
      maven.kill();
      awaitNoContainerOf(maven);
    }
  }

  @Test
  @DisplayName("a container whose keeper was killed too goes when the next run starts")
  void forsaken() throws Exception {
    try (Puppet maven = Puppet.start(folder);
        Puppet next = Puppet.start(folder)) {
      maven.fork(0);
      ServerChoice choice = ServerChoice.ofKind(Kind.DOCKER);
      kill(keeperOf(ServerFolder.of(folder, maven.process(), choice)));
      maven.kill();
      assertThat(containersOf(maven)).hasSize(1);
      next.fork(0);
      assertThat(containersOf(maven)).isEmpty();
      assertThat(containersOf(next)).hasSize(1);
    }
  }

  @Test
  @DisplayName("an image that cannot be had: the registry refuses")
  void noImage() {
    assertThat(failureOf("127.0.0.1:9/milvus:1"))
        .contains("127.0.0.1:9/milvus:1 is not on this machine and cannot be pulled")
        .contains("-Dmilvus.image=");
  }

  @Test
  @DisplayName("an image that cannot be had: the registry says nothing")
  void silentRegistry() throws IOException {
    try (ServerSocket registry = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String image = "127.0.0.1:" + registry.getLocalPort() + "/milvus:1";
      assertThat(failureOf(image)).contains(image + " is not on this machine");
    }
  }

  private String failureOf(String image) {
    ServerChoice choice = new ServerChoice(Kind.DOCKER, null, null, image, 0);
    ServerFolder run = ServerFolder.of(folder, ProcessHandle.current(), choice);
    long start = System.nanoTime();
    ServerUnavailable failure =
        catchThrowableOfType(ServerUnavailable.class, () -> Keepers.uriOf(choice, run, Map.of()));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    assertThat(failure.getMessage().lines()).hasSizeBetween(2, 3);
    return failure.getMessage();
  }

  private static ProcessHandle keeperOf(ServerFolder run) {
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").endsWith(run.toString()))
        .findFirst()
        .orElseThrow();
  }

  private static void kill(ProcessHandle process) throws InterruptedException {
    process.destroyForcibly();
    MavenRun.awaitEnd(process);
  }

  private static List<String> containersOf(Puppet maven) {
    String mine = maven.process().pid() + "-";
    return docker
        .listContainersCmd()
        .withShowAll(true)
        .withLabelFilter(List.of(DockerMilvus.OWNER))
        .exec()
        .stream()
        .filter(container -> container.getLabels().get(DockerMilvus.OWNER).startsWith(mine))
        .map(container -> container.getId())
        .toList();
  }

  private static void awaitNoContainerOf(Puppet maven) {
    await().atMost(GONE_WITHIN).until(() -> containersOf(maven).isEmpty());
  }
}
