package workbook.kit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.kit.server.MilvusServer.Kind;

class ServerChoiceTest {

  private final Properties properties = new Properties();

  private ServerChoice chosen(Map<String, String> environment) {
    return ServerChoice.from(properties, environment).orElseThrow();
  }

  @Test
  @DisplayName("nothing is chosen when nobody chooses, or says nothing")
  void nothing() {
    assertThat(ServerChoice.from(properties, Map.of())).isEmpty();
    assertThat(ServerChoice.from(properties, Map.of("MILVUS", " "))).isEmpty();
  }

  @Test
  @DisplayName("the property counts more than the environment")
  void propertyFirst() {
    properties.setProperty("milvus", "lite");
    assertThat(chosen(Map.of("MILVUS", "docker")).kind()).isEqualTo(Kind.LITE);
    properties.remove("milvus");
    assertThat(chosen(Map.of("MILVUS", "docker")).kind()).isEqualTo(Kind.DOCKER);
  }

  @Test
  @DisplayName("a container is of the pinned image on a free port, unless told otherwise")
  void container() {
    ServerChoice byDefault = chosen(Map.of("MILVUS", "docker"));
    assertThat(byDefault.image()).startsWith("milvusdb/milvus:v2.6.");
    assertThat(byDefault.port()).isZero();
    properties.setProperty("milvus.image", "mine:1");
    properties.setProperty("milvus.port", "19530");
    ServerChoice told = chosen(Map.of("MILVUS", "docker"));
    assertThat(told.image()).isEqualTo("mine:1");
    assertThat(told.port()).isEqualTo(19530);
    assertThat(told.key()).isNotEqualTo(byDefault.key());
  }

  @Test
  @DisplayName("the token goes with a URI, and never into a text")
  void token() {
    Map<String, String> environment =
        Map.of("MILVUS", "https://example.org:443", "MILVUS_TOKEN", "user:secret");
    ServerChoice choice = chosen(environment);
    assertThat(choice.token()).isEqualTo("user:secret");
    MilvusServer server = choice.at(choice.uri());
    assertThat(server.token()).isEqualTo("user:secret");
    assertThat(choice + " " + server + " " + server.describe())
        .contains("https://example.org:443")
        .doesNotContain("secret");
  }

  @Test
  @DisplayName("a URI with credentials is refused without repeating them")
  void credentials() {
    assertThatThrownBy(() -> chosen(Map.of("MILVUS", "http://user:secret@host:19530")))
        .isInstanceOf(ServerUnavailable.class)
        .hasMessageContaining("MILVUS_TOKEN")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dcoker", "tcp://host:19530", "http://", "http://a b", "19530"})
  @DisplayName("anything else is refused, saying what can be given")
  void nonsense(String value) {
    assertThatThrownBy(() -> chosen(Map.of("MILVUS", value)))
        .isInstanceOf(ServerUnavailable.class)
        .hasMessageContaining("-Dmilvus=docker")
        .hasMessageContaining("http://host:19530");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "-1", "65536", "1000000"})
  @DisplayName("a port that is none is refused")
  void wrongPort(String port) {
    properties.setProperty("milvus.port", port);
    assertThatThrownBy(() -> chosen(Map.of("MILVUS", "lite")))
        .isInstanceOf(ServerUnavailable.class)
        .hasMessageContaining("-Dmilvus.port=" + port);
  }
}
