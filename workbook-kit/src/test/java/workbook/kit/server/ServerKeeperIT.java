package workbook.kit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testcontainers.shaded.com.github.dockerjava.core.DefaultDockerClientConfig;
import org.testcontainers.shaded.com.github.dockerjava.core.DockerClientImpl;
import workbook.kit.server.MilvusServer.Kind;

/** Containers live as long as the Maven run that they are for: neither shorter nor longer. */
@RealMilvus(Kind.DOCKER)
@Timeout(120)
class ServerKeeperIT {

  private static final Duration GONE_WITHIN = Duration.ofSeconds(15);

  private static DockerClient docker;

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

  @Test
  @DisplayName("two modules of a run share a container, also after the first has failed")
  void shared() throws Exception {
    try (Puppet maven = Puppet.start()) {
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
    try (Puppet one = Puppet.start();
        Puppet other = Puppet.start()) {
      assertThat(one.fork(0)).isNotEqualTo(other.fork(0));
      one.finish();
      awaitNoContainerOf(one);
      assertThat(containersOf(other)).hasSize(1);
    }
  }

  @Test
  @DisplayName("the container goes when the run is killed")
  void killed() throws Exception {
    try (Puppet maven = Puppet.start()) {
      maven.fork(0);
      assertThat(containersOf(maven)).hasSize(1);
      maven.kill();
      awaitNoContainerOf(maven);
    }
  }

  @Test
  @DisplayName("a container whose keeper was killed too goes when the next run starts")
  void forsaken() throws Exception {
    try (Puppet maven = Puppet.start();
        Puppet next = Puppet.start()) {
      maven.fork(0);
      ServerChoice choice = ServerChoice.ofKind(Kind.DOCKER);
      RunFolder.of(maven.id()).kept(choice).orElseThrow().keeper().destroy();
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

  private static String failureOf(String image) {
    RunFolder folder = RunFolder.of(ProcessId.of(ProcessHandle.current()));
    ServerChoice choice = new ServerChoice(Kind.DOCKER, null, null, image, 0);
    long start = System.nanoTime();
    ServerUnavailable failure =
        catchThrowableOfType(
            ServerUnavailable.class, () -> new Keepers(folder, Map.of()).uriOf(choice));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    assertThat(failure.getMessage().lines()).hasSizeBetween(2, 3);
    return failure.getMessage();
  }

  private static List<String> containersOf(Puppet maven) {
    return docker
        .listContainersCmd()
        .withShowAll(true)
        .withLabelFilter(Map.of(DockerMilvus.OWNER, maven.id().toString()))
        .exec()
        .stream()
        .map(container -> container.getId())
        .toList();
  }

  private static void awaitNoContainerOf(Puppet maven) {
    await().atMost(GONE_WITHIN).until(() -> containersOf(maven).isEmpty());
  }
}
