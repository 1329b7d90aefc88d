package workbook.pool.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static workbook.pool.PoolConfig.Timing.BORROW_DEADLINE;

import io.milvus.v2.client.MilvusClientV2;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import workbook.kit.server.MilvusServer.Kind;
import workbook.kit.server.RealMilvus;
import workbook.pool.ConnectionPool;
import workbook.pool.ConnectionUnavailableException;
import workbook.pool.MilvusErrors;
import workbook.pool.MilvusPools;
import workbook.pool.MilvusSettings;
import workbook.pool.PoolConfig;

/** A real server that wants to know who is there. */
@RealMilvus(Kind.DOCKER)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CredentialsIT {

  private static final PoolConfig CONFIG =
      PoolConfig.ofSize(4).with(BORROW_DEADLINE, Duration.ofSeconds(1));

  private MilvusBehindProxy milvus;

  @BeforeAll
  void start() throws Exception {
    milvus = MilvusBehindProxy.startWithAuthentication();
  }

  @AfterAll
  void stop() {
    milvus.close();
  }

  private MilvusSettings settings(String password) {
    return MilvusSettings.of(milvus.uri()).withUser("root", password);
  }

  @Test
  @DisplayName("wrong credentials fail at once, are named as such, and do not show")
  void wrongCredentials() {
    assertThatThrownBy(() -> MilvusPools.open(settings("s3cret"), CONFIG))
        .isInstanceOf(ConnectionUnavailableException.class)
        .satisfies(
            e ->
                assertThat(MilvusErrors.classify(e)).isEqualTo(MilvusErrors.Kind.NOT_AUTHENTICATED))
        .message()
        .doesNotContain("s3cret");
  }

  @Test
  @DisplayName("a rotation to wrong credentials, and back, needs no restart")
  void rotation() throws Exception {
    AtomicReference<MilvusSettings> current = new AtomicReference<>(settings("Milvus"));
    try (ConnectionPool<MilvusClientV2> pool = MilvusPools.open(current::get, CONFIG)) {
      assertThat(version(pool)).isNotBlank();

      current.set(settings("wrong"));
      pool.rotate();
      await().until(() -> pool.stats().repairing() == 4);
      assertThatThrownBy(() -> version(pool))
          .isInstanceOf(ConnectionUnavailableException.class)
          .satisfies(
              e ->
                  assertThat(MilvusErrors.classify(e))
                      .isEqualTo(MilvusErrors.Kind.NOT_AUTHENTICATED));

      current.set(settings("Milvus"));
      await().until(() -> pool.stats().idle() == 4);
      assertThat(version(pool)).isNotBlank();
    }
  }

  private static String version(ConnectionPool<MilvusClientV2> pool) throws InterruptedException {
    return pool.<String, RuntimeException>call(MilvusClientV2::getServerVersion);
  }
}
