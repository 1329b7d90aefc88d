package workbook.pool.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.milvus.shaded.io.grpc.Status;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.service.collection.request.CreateCollectionReq;
import io.milvus.v2.service.vector.request.QueryReq;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import workbook.kit.server.MilvusServer.Kind;
import workbook.kit.server.RealMilvus;
import workbook.pool.ConnectionPool;
import workbook.pool.MilvusConnectionFactory;
import workbook.pool.MilvusErrors;
import workbook.pool.MilvusPools;
import workbook.pool.MilvusSettings;
import workbook.pool.PoolConfig;

/** Errors that a real server raises only under a limit of its own, or when its network fails. */
@RealMilvus(Kind.DOCKER)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProvokedErrorsIT {

  private static final String COLLECTION = "limited";
  private static final int CALLERS = 8;

  private MilvusBehindProxy milvus;
  private MilvusSettings settings;

  @BeforeAll
  void start() throws Exception {
    milvus = MilvusBehindProxy.startWithOneQueryASecond();
    settings = MilvusSettings.of(milvus.uri());
  }

  @AfterAll
  void stop() {
    milvus.close();
  }

  @Test
  @DisplayName("more queries than the server's quota: transient, and the connection is kept")
  void rateLimit() throws Exception {
    try (ConnectionPool<MilvusClientV2> pool = MilvusPools.open(settings, PoolConfig.ofSize(1))) {
      pool.call(
          client -> {
            client.createCollection(
                CreateCollectionReq.builder().collectionName(COLLECTION).dimension(4).build());
            return null;
          });
      Recorded.assertKind(
          Kind.DOCKER,
          "ten queries at once where one a second is allowed",
          MilvusErrors.Kind.TRANSIENT,
          () -> {
            for (int i = 0; i < 10; i++) {
              pool.call(ProvokedErrorsIT::query);
            }
          });
      assertThat(pool.stats().invalidated()).isZero();
      assertThat(pool.stats().idle()).isEqualTo(1);
    }
  }

  private static Object query(MilvusClientV2 client) {
    return client.query(QueryReq.builder().collectionName(COLLECTION).filter("id > 0").build());
  }

  /**
   * Which of the two a call meets depends on when the reset reaches it, so that this test resets
   * until it has seen both.
   */
  @Test
  @DisplayName("a connection reset under calls: UNAVAILABLE, or UNKNOWN over I/O; broken both")
  void reset() throws Exception {
    MilvusConnectionFactory factory = new MilvusConnectionFactory(settings);
    MilvusClientV2 client = factory.open();
    Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    AtomicLong successes = new AtomicLong();
    AtomicBoolean over = new AtomicBoolean();
    Runnable caller =
        () -> {
          while (!over.get()) {
            try {
              client.getServerVersion();
              successes.incrementAndGet();
            } catch (RuntimeException e) {
              failures.add(e);
            }
          }
        };
    List<Thread> callers =
        Stream.generate(() -> new Thread(caller)).limit(CALLERS).peek(Thread::start).toList();
    try {
      await()
          .atMost(Duration.ofMinutes(1))
          .until(
              () -> {
                long before = successes.get();
                await().until(() -> successes.get() > before);
                milvus.resetConnections();
                return failures.stream().anyMatch(ProvokedErrorsIT::isUnavailable)
                    && failures.stream().anyMatch(ProvokedErrorsIT::isUnknownOverIo);
              });
    } finally {
      over.set(true);
      for (Thread each : callers) {
        each.join();
      }
      factory.close(client);
    }
    assertThat(failures).allSatisfy(ProvokedErrorsIT::assertBroken);
  }

  private static void assertBroken(Throwable failure) {
    assertThat(MilvusErrors.classify(failure)).isEqualTo(MilvusErrors.Kind.BROKEN_CONNECTION);
  }

  private static boolean isUnavailable(Throwable failure) {
    return Status.fromThrowable(failure).getCode() == Status.Code.UNAVAILABLE;
  }

  private static boolean isUnknownOverIo(Throwable failure) {
    Status status = Status.fromThrowable(failure);
    return status.getCode() == Status.Code.UNKNOWN && status.getCause() instanceof IOException;
  }
}
