package workbook.kit.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.google.protobuf.Message;
import io.milvus.grpc.MilvusServiceGrpc;
import io.milvus.shaded.io.grpc.CallOptions;
import io.milvus.shaded.io.grpc.ManagedChannel;
import io.milvus.shaded.io.grpc.ManagedChannelBuilder;
import io.milvus.shaded.io.grpc.MethodDescriptor;
import io.milvus.shaded.io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.milvus.shaded.io.grpc.Status;
import io.milvus.shaded.io.grpc.StatusRuntimeException;
import io.milvus.shaded.io.grpc.stub.ClientCalls;
import io.milvus.v2.common.ConsistencyLevel;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever comes, the server answers in time and goes on. */
@Timeout(240)
class FuzzTest {

  private static final long SEED = 20_240_229;
  private static final int REQUESTS = 12_000;

  /** These would take the target away, or only be about names. */
  private static final Set<String> LEFT_OUT =
      Set.of("DropCollection", "ReleaseCollection", "DropIndex", "CreateDatabase");

  private final EmbeddedMilvus milvus = EmbeddedMilvus.start();
  private final Random random = new Random(SEED);
  private final RandomMessages messages = new RandomMessages(random);
  private final ManagedChannel channel =
      ManagedChannelBuilder.forAddress("127.0.0.1", milvus.port()).usePlaintext().build();

  @BeforeEach
  void createTarget() {
    try (Client client = Client.of(milvus)) {
      client.create(RandomMessages.TARGET, 4);
      client.insert(RandomMessages.TARGET, 1);
    }
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    milvus.close();
  }

  @Test
  @DisplayName("requests with anything in their fields are answered")
  void messages() {
    List<MethodDescriptor<?, ?>> methods =
        MilvusServiceGrpc.getServiceDescriptor().getMethods().stream()
            .filter(method -> !LEFT_OUT.contains(method.getBareMethodName()))
            .<MethodDescriptor<?, ?>>map(method -> method)
            .toList();
    List<MethodDescriptor<?, ?>> implemented =
        methods.stream().filter(method -> isImplemented(method)).toList();
    assertThat(implemented).hasSizeGreaterThan(15);
    for (int i = 0; i < REQUESTS; i++) {
      call(implemented.get(i % implemented.size()));
    }
    assertThat(milvus.counters().calls()).isGreaterThan(REQUESTS);
    assertWorks();
  }

  private boolean isImplemented(MethodDescriptor<?, ?> method) {
    return call(method) != Status.Code.UNIMPLEMENTED;
  }

  private <Q, R> Status.Code call(MethodDescriptor<Q, R> method) {
    Message prototype =
        (Message) ((PrototypeMarshaller<Q>) method.getRequestMarshaller()).getMessagePrototype();
    @SuppressWarnings("unchecked") // made from the prototype of the method's request
    Q request = (Q) messages.of(prototype);
    try {
      var options = CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS);
      ClientCalls.blockingUnaryCall(channel, method, options, request);
      return Status.Code.OK;
    } catch (StatusRuntimeException refused) {
      Status.Code code = refused.getStatus().getCode();
      if (code != Status.Code.UNIMPLEMENTED) {
        fail("seed " + SEED + ", " + method.getBareMethodName() + ": " + refused);
      }
      return code;
    }
  }

  @Test
  @DisplayName("long, deep and wide filters are answered")
  void filters() {
    List<String> filters =
        List.of(
            "(".repeat(100_000),
            "not ".repeat(100_000) + "id > 3",
            "id > 0" + " and id > 0".repeat(20_000),
            "id == 1" + " + 1".repeat(20_000),
            "id in [" + "1,".repeat(100_000) + "]",
            "color like \"" + "%a".repeat(5_000) + "\"",
            "-".repeat(100_000) + "1 < id",
            "\"" + "\\".repeat(99_999),
            "[".repeat(100_000),
            "id" + "[0]".repeat(50_000) + " == 1");
    try (Client client = Client.of(milvus)) {
      for (String filter : filters) {
        try {
          client.sdk().query(Client.query(RandomMessages.TARGET, filter));
        } catch (io.milvus.v2.exception.MilvusClientException refused) {
          assertThat(refused.getServerErrCode()).as(filter.substring(0, 10)).isEqualTo(1100);
        }
      }
    }
    assertWorks();
  }

  @Test
  @DisplayName("connections that do not speak HTTP/2 harm nobody")
  void noise() throws IOException {
    for (int i = 0; i < 200; i++) {
      byte[] noise = new byte[random.nextInt(2_000)];
      random.nextBytes(noise);
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), milvus.port());
          OutputStream out = socket.getOutputStream()) {
        out.write(noise);
      } catch (IOException closed) {
        // The server has hung up, which is its right.
      }
    }
    assertWorks();
  }

  private void assertWorks() {
    try (Client client = Client.of(milvus)) {
      client.create("after", 4);
      client.insert("after", 1);
      assertThat(client.count("after", ConsistencyLevel.STRONG)).isEqualTo(1);
    }
  }
}
