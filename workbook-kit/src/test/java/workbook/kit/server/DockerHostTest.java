package workbook.kit.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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

  @Test
  @DisplayName("the gateway is read from the kernel's routing table")
  void gateway() {
    List<String> routes =
        List.of(
            "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask",
            "eth0\t000011AC\t00000000\t0001\t0\t0\t0\t0000FFFF",
            "eth0\t00000000\t010011AC\t0003\t0\t0\t0\t00000000");
    assertThat(DockerHost.gatewayIn(routes)).contains("172.17.0.1");
    assertThat(DockerHost.gatewayIn(routes.subList(0, 2))).isEmpty();
  }
}
