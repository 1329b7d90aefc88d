package workbook.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MilvusSettingsTest {

  @Test
  @DisplayName("secrets do not show")
  void secretsAreHidden() {
    assertThat(MilvusSettings.of("http://localhost:19530").withToken("s3cret").toString())
        .doesNotContain("s3cret")
        .contains("token=hidden");
    assertThat(MilvusSettings.of("http://localhost").withUser("root", "Milvus!").toString())
        .doesNotContain("Milvus!");
    assertThatThrownBy(() -> MilvusSettings.of("http://root:s3cret@localhost:19530"))
        .hasMessageContaining("contains credentials")
        .hasMessageNotContaining("s3cret");
    assertThatThrownBy(() -> MilvusSettings.of("http://root:s3cret @localhost"))
        .hasMessageNotContaining("s3cret")
        .hasNoCause();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "localhost:19530", "ftp://localhost", "http://", "http:// x"})
  @DisplayName("a URI that cannot work is refused with what it should look like")
  void uriIsChecked(String uri) {
    assertThatThrownBy(() -> MilvusSettings.of(uri))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("server URI");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost",
        "https://milvus-1.example.org:19530",
        "http://[::1]:19530",
        "http://127.0.0.1:19530/library"
      })
  @DisplayName("a URI is a name or an address, with or without a port and a path")
  void uriIsAccepted(String uri) {
    assertThat(MilvusSettings.of(uri).uri()).isEqualTo(uri);
  }

  @Test
  @DisplayName("settings come from named values; empty ones count as absent")
  void fromValues() {
    MilvusSettings settings =
        MilvusSettings.from(
            Map.of(
                "MILVUS_URI", "http://localhost:19530",
                "MILVUS_USER", "root",
                "MILVUS_PASSWORD", "Milvus",
                "MILVUS_DATABASE", "",
                "MILVUS_RPC_DEADLINE_MS", "1500"));

    assertThat(settings.token()).isEqualTo("root:Milvus");
    assertThat(settings.database()).isNull();
    assertThat(settings.rpcDeadline()).isEqualTo(Duration.ofMillis(1500));
  }

  @Test
  @DisplayName("settings come from a properties file, with the same names")
  void fromFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("milvus.properties");
    Files.writeString(
        file, "# of the test\nMILVUS_URI = http://localhost:19530\nMILVUS_TOKEN=k\u00e4se\n");

    MilvusSettings settings = MilvusSettings.from(file);

    assertThat(settings.uri()).isEqualTo("http://localhost:19530");
    assertThat(settings.token()).isEqualTo("k\u00e4se");
    assertThatThrownBy(() -> MilvusSettings.from(folder.resolve("missing")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("missing");
  }

  @Test
  @DisplayName("a value that is missing or wrong is named")
  void wrongValuesAreNamed() {
    assertThatThrownBy(() -> MilvusSettings.from(Map.of())).hasMessageContaining("MILVUS_URI");
    assertThatThrownBy(
            () ->
                MilvusSettings.from(
                    Map.of("MILVUS_URI", "http://localhost", "MILVUS_RPC_DEADLINE_MS", "soon")))
        .hasMessageContaining("MILVUS_RPC_DEADLINE_MS")
        .hasMessageContaining("soon");
    assertThatThrownBy(
            () ->
                MilvusSettings.from(
                    Map.of("MILVUS_URI", "http://localhost", "MILVUS_USER", "root")))
        .hasMessageContaining("no password");
  }

  @Test
  @DisplayName("a certificate needs https and a readable file")
  void certificateIsChecked() {
    assertThatThrownBy(
            () -> MilvusSettings.of("http://localhost").withCertificate(Path.of("ca.pem")))
        .hasMessageContaining("https");
    assertThatThrownBy(
            () -> MilvusSettings.of("https://localhost").withCertificate(Path.of("no.pem")))
        .hasMessageContaining("no.pem");
  }

  @Test
  @DisplayName("there is no such thing as no deadline")
  void deadlinesArePositive() {
    assertThatThrownBy(
            () ->
                MilvusSettings.of("http://localhost")
                    .withDeadlines(Duration.ofSeconds(1), Duration.ZERO))
        .hasMessageContaining("rpcDeadline");
  }
}
