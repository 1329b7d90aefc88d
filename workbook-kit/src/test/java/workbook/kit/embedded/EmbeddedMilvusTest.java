package workbook.kit.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.common.ConsistencyLevel;
import io.milvus.v2.service.partition.request.CreatePartitionReq;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EmbeddedMilvusTest {

  @Test
  @DisplayName("a port that is taken is named")
  void takenPort() {
    try (EmbeddedMilvus first = EmbeddedMilvus.start()) {
      int port = first.port();
      assertThatThrownBy(() -> EmbeddedMilvus.start(port))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining(String.valueOf(port));
    }
  }

  @Test
  @DisplayName("a closed server frees its port at once and for good, and can be closed twice")
  void close() {
    EmbeddedMilvus first = EmbeddedMilvus.start();
    Client client = Client.of(first);
    Fault outlives = first.faults().refuseConnections();
    first.close();
    first.close();
    outlives.close();
    EmbeddedMilvus.start(first.port()).close();
    client.close();
  }

  @Test
  @DisplayName("with a token, those who know it come in")
  void token() {
    try (EmbeddedMilvus milvus = EmbeddedMilvus.start(0, "secret");
        Client client = Client.of(milvus, "secret", Duration.ofSeconds(5))) {
      assertThat(client.version()).isNotBlank();
      assertRefused(milvus, "", "missing authorization in header");
      assertRefused(milvus, "wrong", "auth check failure, please check api key is correct");
    }
  }

  @Test
  @DisplayName("with a user, name and password are checked")
  void user() {
    try (EmbeddedMilvus milvus = EmbeddedMilvus.start(0, "root:Milvus");
        Client client = Client.of(milvus, "root:Milvus", Duration.ofSeconds(5))) {
      assertThat(client.version()).isEqualTo(milvus.version());
      assertRefused(milvus, "root:guess", "please check username and password are correct");
      assertRefused(milvus, "nobody:Milvus", "please check username and password are correct");
    }
  }

  private static void assertRefused(EmbeddedMilvus milvus, String token, String message) {
    assertThatThrownBy(() -> Client.of(milvus, token, Duration.ofSeconds(5)))
        .hasMessageContaining("UNAUTHENTICATED")
        .hasMessageContaining(message);
  }

  @Test
  @DisplayName("a bounded read lags as far behind as was asked for; strong and session never do")
  void lateReads() {
    try (EmbeddedMilvus milvus = EmbeddedMilvus.start();
        Client client = Client.of(milvus)) {
      Fault late = milvus.faults().lateReads(Duration.ofSeconds(2));
      client.create("late", 4);
      client.insert("late", 1);
      assertThat(client.count("late", ConsistencyLevel.BOUNDED)).isZero();
      assertThat(client.count("late", ConsistencyLevel.EVENTUALLY)).isZero();
      assertThat(client.count("late", ConsistencyLevel.SESSION)).isEqualTo(1);
      assertThat(client.count("late", ConsistencyLevel.STRONG)).isEqualTo(1);
      await().until(() -> client.count("late", ConsistencyLevel.BOUNDED) == 1);
      client.insert("late", 2);
      late.close();
      assertThat(client.count("late", ConsistencyLevel.BOUNDED)).isEqualTo(2);
    }
  }

  @Test
  @DisplayName("what it cannot do it says, and what can")
  void unimplemented() {
    try (EmbeddedMilvus milvus = EmbeddedMilvus.start();
        Client client = Client.of(milvus)) {
      client.create("plain", 4);
      CreatePartitionReq request =
          CreatePartitionReq.builder().collectionName("plain").partitionName("p").build();
      assertThatThrownBy(() -> client.sdk().createPartition(request))
          .hasMessageContaining("UNIMPLEMENTED")
          .hasMessageContaining("CreatePartition")
          .hasMessageContaining("run with -Dmilvus=docker");
    }
  }

  @Test
  @DisplayName("a hundred clients work at once, and are counted")
  void manyClients() throws Exception {
    var threads = Executors.newFixedThreadPool(100);
    try (EmbeddedMilvus milvus = EmbeddedMilvus.start();
        Client first = Client.of(milvus)) {
      first.create("shared", 4);
      List<Callable<Void>> work = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        long id = i;
        work.add(
            () -> {
              try (Client client = Client.of(milvus)) {
                client.insert("shared", id);
                return null;
              }
            });
      }
      for (Future<Void> done : threads.invokeAll(work)) {
        done.get();
      }
      assertThat(first.count("shared", ConsistencyLevel.STRONG)).isEqualTo(100);
      assertThat(milvus.counters().connectionsOpened()).isEqualTo(101);
      assertThat(milvus.counters().calls("Insert")).isEqualTo(100);
      await().until(() -> milvus.counters().connectionsOpen() == 1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  @DisplayName("calls without a deadline are counted")
  void deadlines() throws Exception {
    try (EmbeddedMilvus milvus = EmbeddedMilvus.start();
        Client client = Client.of(milvus)) {
      assertThat(client.version()).isNotBlank();
      assertThat(milvus.counters().callsWithoutDeadline("GetVersion")).isZero();
      var patient = new MilvusClientV2(ConnectConfig.builder().uri(milvus.uri()).build());
      assertThat(patient.getServerVersion()).isNotBlank();
      patient.close(1);
      assertThat(milvus.counters().callsWithoutDeadline("GetVersion")).isOne();
      assertThat(milvus.counters().calls("GetVersion")).isEqualTo(2);
    }
  }

  @Test
  @DisplayName("calls in flight and their maximum are counted")
  void callsInFlight() throws Exception {
    var threads = Executors.newFixedThreadPool(5);
    try (EmbeddedMilvus milvus = EmbeddedMilvus.start();
        Client client = Client.of(milvus)) {
      Fault hold = milvus.faults().calls("GetVersion").delay(Duration.ofMillis(300));
      List<Callable<String>> calls = java.util.Collections.nCopies(5, client::version);
      threads.invokeAll(calls);
      hold.close();
      assertThat(milvus.counters().mostCallsInFlight()).isEqualTo(5);
      await().until(() -> milvus.counters().callsInFlight() == 0);
      assertThat(milvus.counters().mostCallsInFlight()).isEqualTo(5);
      assertThat(milvus.counters().calls("GetVersion")).isEqualTo(5);
      assertThat(milvus.counters().calls()).isGreaterThan(5);
    } finally {
      threads.shutdownNow();
    }
  }
}
