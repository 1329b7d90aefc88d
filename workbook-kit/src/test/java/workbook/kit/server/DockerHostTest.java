package workbook.kit.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DockerHostTest {

  @Test
  @DisplayName("no second image is needed to clean up")
  void noRyuk() {
    assertThat(DockerHost.environment(Map.of()))
        .containsEntry("TESTCONTAINERS_RYUK_DISABLED", "true");
  }

  @Test
  @DisplayName("the host is left alone where it was given, or the engine is elsewhere")
  void respectsTheUser() {
    assertThat(DockerHost.environment(Map.of(DockerHost.OVERRIDE, "10.0.0.1")))
        .doesNotContainKey(DockerHost.OVERRIDE);
    assertThat(DockerHost.environment(Map.of("DOCKER_HOST", "tcp://10.0.0.1:2375")))
        .doesNotContainKey(DockerHost.OVERRIDE);
  }
}
