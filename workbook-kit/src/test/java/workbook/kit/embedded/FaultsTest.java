package workbook.kit.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.milvus.grpc.LoadState;
import io.milvus.shaded.io.grpc.Status;
import io.milvus.v2.common.ConsistencyLevel;
import io.milvus.v2.exception.MilvusClientException;
import io.milvus.v2.service.collection.request.GetLoadStateReq;
import io.milvus.v2.service.collection.request.HasCollectionReq;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FaultsTest {

  private static final Duration SHORT = Duration.ofMillis(400);

  private final EmbeddedMilvus milvus = EmbeddedMilvus.start();

  @AfterEach
  void stop() {
    milvus.close();
  }

  @Test
  @DisplayName("while connections are refused the port is closed, and open afterwards")
  void refuse() throws IOException {
    milvus
        .faults()
        .refuseConnections()
        .during(() -> assertThatThrownBy(this::connectSocket).isInstanceOf(ConnectException.class));
    connectSocket().close();
  }

  @Test
  @DisplayName("connections that are open go on while new ones are refused")
  void refuseOnlyNew() {
    try (Client client = Client.of(milvus)) {
      milvus.faults().refuseConnections().during(() -> assertThat(client.version()).isNotBlank());
    }
  }

  @Test
  @DisplayName("a silent server accepts a connection and sends no byte")
  void silent() throws IOException {
    milvus.faults().staySilent();
    try (Socket socket = connectSocket()) {
      socket.setSoTimeout((int) SHORT.toMillis());
      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  @DisplayName("connecting to a silent server ends at the client's deadline, and works afterwards")
  void silentForClients() {
    milvus
        .faults()
        .staySilent()
        .during(
            () ->
                assertThatThrownBy(() -> Client.of(milvus, SHORT))
                    .hasMessageContaining("DEADLINE_EXCEEDED"));
    try (Client client = Client.of(milvus)) {
      assertThat(client.version()).isNotBlank();
    }
  }

  @Test
  @DisplayName("a call on a paused server waits, and is answered when the pause ends")
  void pause() throws Exception {
    try (Client client = Client.of(milvus)) {
      Fault pause = milvus.faults().pause();
      var call = CompletableFuture.supplyAsync(client::version);
      assertThat(call).failsWithin(SHORT);
      pause.close();
      assertThat(call.get(10, TimeUnit.SECONDS)).isNotBlank();
    }
  }

  @Test
  @DisplayName("a cut breaks the connection under a call, and the client finds its way back")
  void cut() {
    try (Client client = Client.of(milvus)) {
      milvus.faults().calls("GetVersion").delay(Duration.ofSeconds(10));
      var call = CompletableFuture.supplyAsync(client::version);
      await().until(() -> milvus.counters().calls("GetVersion") == 1);
      milvus.faults().cutConnections();
      assertThat(call)
          .failsWithin(Duration.ofSeconds(5))
          .withThrowableThat()
          .withMessageContaining("UNAVAILABLE");
      milvus.faults().clear();
      await().ignoreExceptions().until(() -> !client.version().isBlank());
      assertThat(milvus.counters().connectionsOpened()).isEqualTo(2);
    }
  }

  @Test
  @DisplayName("a restart keeps port and data, and clients come back by themselves")
  void restart() {
    int port = milvus.port();
    try (Client client = Client.of(milvus)) {
      client.create("kept", 4);
      client.insert("kept", 1);
      milvus.faults().restart();
      assertThat(milvus.port()).isEqualTo(port);
      // The first call may still run into the broken connection.
      await().ignoreExceptions().until(() -> client.count("kept", ConsistencyLevel.STRONG) == 1);
    }
  }

  @Test
  @DisplayName("a stopped server breaks what is open and refuses what is new")
  void stopped() {
    try (Client client = Client.of(milvus, Duration.ofSeconds(2))) {
      Fault crash = milvus.faults().stop();
      await().until(() -> milvus.counters().connectionsOpen() == 0);
      assertThatThrownBy(client::version).isInstanceOf(MilvusClientException.class);
      assertThatThrownBy(this::connectSocket).isInstanceOf(ConnectException.class);
      crash.close();
      await().ignoreExceptions().until(() -> !client.version().isBlank());
    }
  }

  @Test
  @DisplayName("only the calls that a delay is about are late")
  void delay() {
    try (Client client = Client.of(milvus)) {
      milvus.faults().calls("GetVersion").delay(SHORT);
      assertThat(millis(client::version)).isGreaterThanOrEqualTo(SHORT.toMillis());
      assertThat(millis(client.sdk()::listCollections)).isLessThan(SHORT.toMillis());
    }
  }

  @Test
  @DisplayName("every call draws its own delay from a distribution")
  void distribution() {
    var delays = new java.util.ArrayDeque<>(java.util.List.of(Duration.ZERO, SHORT));
    try (Client client = Client.of(milvus)) {
      milvus.faults().calls("GetVersion").delay(delays::poll);
      client.version();
      assertThat(millis(client::version)).isGreaterThanOrEqualTo(SHORT.toMillis());
    }
  }

  @Test
  @DisplayName("as many calls fail as were told to, with the status of gRPC")
  void failNext() {
    try (Client client = Client.of(milvus)) {
      milvus.faults().calls("GetVersion").failNext(2, Status.Code.RESOURCE_EXHAUSTED);
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(client::version).hasMessageContaining("RESOURCE_EXHAUSTED");
      }
      assertThat(client.version()).isNotBlank();
    }
  }

  @Test
  @DisplayName("a call can fail with an error of Milvus, whatever its response looks like")
  void failWithMilvusError() {
    HasCollectionReq request = HasCollectionReq.builder().collectionName("any").build();
    try (Client client = Client.of(milvus)) {
      milvus.faults().calls("HasCollection").failNext(1, 8, "rate limit exceeded[rate=1]");
      assertThatThrownBy(() -> client.sdk().hasCollection(request))
          .isInstanceOfSatisfying(
              MilvusClientException.class,
              refused -> {
                assertThat(refused.getServerErrCode()).isEqualTo(8);
                assertThat(refused).hasMessageContaining("rate limit exceeded");
              });
      assertThat(client.sdk().hasCollection(request)).isFalse();
    }
  }

  @Test
  @DisplayName("a lost answer looks like a failure, but the work was done")
  void lostAnswer() {
    try (Client client = Client.of(milvus)) {
      client.create("kept", 4);
      milvus.faults().calls("Insert").loseNextAnswers(1);
      assertThatThrownBy(() -> client.insert("kept", 1)).hasMessageContaining("UNAVAILABLE");
      assertThat(client.count("kept", ConsistencyLevel.STRONG)).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("credentials can be rejected, also on a connection that is open")
  void rejectCredentials() {
    try (Client client = Client.of(milvus)) {
      Fault rejection = milvus.faults().rejectCredentials();
      assertThatThrownBy(client::version).hasMessageContaining("UNAUTHENTICATED");
      assertThatThrownBy(() -> Client.of(milvus)).hasMessageContaining("UNAUTHENTICATED");
      rejection.close();
      assertThat(client.version()).isNotBlank();
    }
  }

  @Test
  @DisplayName("a slow load can be watched")
  void slowLoad() {
    GetLoadStateReq request = GetLoadStateReq.builder().collectionName("slow").build();
    try (Client client = Client.of(milvus)) {
      milvus.faults().slowLoads(Duration.ofSeconds(1));
      client.create("slow", 4);
      assertThat(client.sdk().getLoadStateV2(request).getState())
          .isEqualTo(LoadState.LoadStateLoading);
      assertThatThrownBy(() -> client.count("slow", ConsistencyLevel.STRONG))
          .hasMessageContaining("not fully loaded");
      await().until(() -> client.sdk().getLoadState(request));
      assertThat(client.count("slow", ConsistencyLevel.STRONG)).isZero();
    }
  }

  @Test
  @DisplayName("clearing ends every fault, and a fault can be closed twice")
  void clear() throws IOException {
    Fault first = milvus.faults().refuseConnections();
    Fault second = milvus.faults().refuseConnections();
    milvus.faults().pause();
    milvus.faults().calls().failNext(100, Status.Code.UNAVAILABLE);
    first.close();
    first.close();
    assertThatThrownBy(this::connectSocket).isInstanceOf(ConnectException.class);
    milvus.faults().clear();
    second.close();
    try (Client client = Client.of(milvus)) {
      assertThat(client.version()).isNotBlank();
    }
  }

  private Socket connectSocket() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), milvus.port());
  }

  private static long millis(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }
}
