package workbook.basics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ServerVersionTest {

  @Test
  @DisplayName("a server that accepts and never answers is given up at the deadline")
  void silentServer() throws IOException {
    Duration deadline = Duration.ofMillis(300);
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String uri = "http://127.0.0.1:" + silent.getLocalPort();
      long start = System.nanoTime();
      assertThatThrownBy(() -> ServerVersion.of(uri, null, deadline))
          .hasStackTraceContaining("DEADLINE_EXCEEDED");
      // Far from the SDK's ten seconds, with room for a busy machine.
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
  }
}
