package workbook.pool.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import workbook.kit.server.MilvusServer;
import workbook.kit.server.RealMilvus;
import workbook.pool.Channels;
import workbook.pool.MilvusSettings;

/**
 * The examples on a real server: what they print, how many connections they use, what they leave.
 */
@RealMilvus
@Timeout(120)
class ExamplesIT {

  private static MilvusSettings settings;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

  @BeforeAll
  static void fill(MilvusServer server) throws InterruptedException {
    Duration patient = Duration.ofSeconds(20); // for a busy machine
    settings =
        MilvusSettings.of(server.uri()).withToken(server.token()).withDeadlines(patient, patient);
    ExampleCollection.ensure(settings);
    ExampleCollection.ensure(settings); // finds what the first has made
  }

  private String text() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  @DisplayName("basic usage counts the entities and leaves nothing leased")
  void basicUsage() throws Exception {
    BasicUsage.run(settings, out);
    assertThat(text())
        .contains("holds 1000 entities", "nearest to entity 7: [7, ")
        .contains("leased 0", "borrowed 2,");
  }

  @Test
  @DisplayName("100 of 100 requests succeed, never with more than 10 connections open")
  void concurrentRequests() throws Exception {
    CountingFactory factory = new CountingFactory(settings);
    ConcurrentRequests.run(factory, out);
    assertThat(text())
        .contains("lease held during the other work: 100 of 100 succeeded")
        .contains("lease returned before it       : 100 of 100 succeeded")
        .contains("borrowed 200, timeouts 0,");
    assertThat(factory.mostOpen()).isBetween(1, 10);
    assertThat(factory.openNow()).isZero();
  }

  @Test
  @DisplayName("the monitor sees a healthy server while every connection is leased")
  void healthMonitoring() throws Exception {
    HealthMonitoring.run(settings, Duration.ofMillis(50), Duration.ofSeconds(1), out);
    assertThat(text()).contains("leased 1", "of which the last five:");
    assertThat(text().lines().filter(line -> line.contains("HEALTHY") || line.contains("DEGRADED")))
        .hasSize(5);
  }

  @Test
  @DisplayName("three of ten tasks fail, and no connection is lost to that")
  void errorHandling() throws Exception {
    CountingFactory factory = new CountingFactory(settings);
    ErrorHandling.run(factory, out);
    assertThat(text().lines().filter(line -> line.startsWith("ok:"))).hasSize(7);
    assertThat(text().lines().filter(line -> line.startsWith("failed:"))).hasSize(3);
    assertThat(text()).contains("borrowed 10, timeouts 0,").contains("invalidated 0");
    assertThat(factory.mostOpen()).isBetween(1, 3);
    assertThat(factory.openNow()).isZero();
  }

  @Test
  @DisplayName("nothing is left after all of them: no thread of ours, no open channel")
  void leavesNothing() throws Exception {
    assumeThat(Channels.areVisible()).isTrue();
    AllExamples.run(settings, out);
    await().untilAsserted(() -> assertThat(threadsOfPools()).isEmpty());
    await().untilAsserted(() -> assertThat(Channels.openTo(settings.uri())).isZero());
  }

  private static Set<String> threadsOfPools() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("pool-") || name.startsWith("health-monitor"))
        .collect(Collectors.toSet());
  }
}
