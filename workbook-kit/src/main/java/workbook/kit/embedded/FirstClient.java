package workbook.kit.embedded;

import io.milvus.shaded.io.grpc.ManagedChannel;
import io.milvus.shaded.io.grpc.ManagedChannelBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;

/** Has the classes of gRPC's client loaded beside the start of the first server of this JVM. */
final class FirstClient {

  private static final int MILLIS_AT_MOST = 2_000;
  private static final AtomicBoolean PREPARED = new AtomicBoolean();

  private FirstClient() {}

  /** Connects to a socket of its own, which hears the first byte and hangs up. */
  static void prepare() {
    if (PREPARED.getAndSet(true)) {
      return;
    }
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout(MILLIS_AT_MOST);
      ManagedChannel channel =
          ManagedChannelBuilder.forAddress("127.0.0.1", server.getLocalPort())
              .usePlaintext()
              .build();
      var unused = channel.getState(true);
      try (Socket accepted = server.accept()) {
        accepted.setSoTimeout(MILLIS_AT_MOST);
        var unusedByte = accepted.getInputStream().read();
      } finally {
        channel.shutdownNow();
      }
    } catch (IOException late) {
      // Then the first client loads them by itself.
    }
  }
}
