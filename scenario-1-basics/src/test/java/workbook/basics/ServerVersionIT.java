package workbook.basics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.kit.server.MilvusServer;
import workbook.kit.server.RealMilvus;

@RealMilvus
class ServerVersionIT {

  @Test
  @DisplayName("a real server tells its version")
  void version(MilvusServer server) throws InterruptedException {
    assertThat(ServerVersion.of(server.uri(), server.token(), Duration.ofSeconds(5)))
        .containsPattern("\\d+\\.\\d+\\.\\d+");
  }
}
