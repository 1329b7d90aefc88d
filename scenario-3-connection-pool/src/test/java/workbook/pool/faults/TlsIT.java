package workbook.pool.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.milvus.v2.client.MilvusClientV2;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.kit.server.Certificate;
import workbook.kit.server.MilvusServer.Kind;
import workbook.kit.server.RealMilvus;
import workbook.pool.ConnectionPool;
import workbook.pool.ConnectionUnavailableException;
import workbook.pool.MilvusPools;
import workbook.pool.MilvusSettings;
import workbook.pool.PoolConfig;

/** A real server that speaks TLS only. */
@RealMilvus(Kind.DOCKER)
class TlsIT {

  private static final PoolConfig CONFIG = PoolConfig.ofSize(2);

  @Test
  @DisplayName("a pool trusts the server whose certificate it was given, and no other")
  void trustsWhomItKnows(@TempDir Path folder) throws Exception {
    Certificate certificate = Certificate.create(List.of("dns:localhost", "ip:127.0.0.1"));
    Path trusted = Files.writeString(folder.resolve("trusted.pem"), certificate.pem());
    Certificate another = Certificate.create(List.of("dns:localhost", "ip:127.0.0.1"));
    Path wrong = Files.writeString(folder.resolve("wrong.pem"), another.pem());
    try (MilvusBehindProxy milvus = MilvusBehindProxy.startWithTls(certificate)) {
      MilvusSettings settings =
          MilvusSettings.of(milvus.uri().replace("http://", "https://"))
              .withDeadlines(Duration.ofSeconds(5), Duration.ofSeconds(5));

      try (ConnectionPool<MilvusClientV2> pool =
          MilvusPools.open(settings.withCertificate(trusted), CONFIG)) {
        assertThat(pool.<Boolean, RuntimeException>call(MilvusClientV2::clientIsReady)).isTrue();
      }
      assertThatThrownBy(() -> MilvusPools.open(settings.withCertificate(wrong), CONFIG))
          .isInstanceOf(ConnectionUnavailableException.class);
      assertThatThrownBy(() -> MilvusPools.open(settings, CONFIG))
          .isInstanceOf(ConnectionUnavailableException.class);
      assertThatThrownBy(() -> MilvusPools.open(MilvusSettings.of(milvus.uri()), CONFIG))
          .isInstanceOf(ConnectionUnavailableException.class);
    }
  }
}
