package workbook.pool.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static workbook.pool.PoolConfig.Timing.BORROW_DEADLINE;
import static workbook.pool.PoolConfig.Timing.MAX_LIFETIME;

import eu.rekawek.toxiproxy.model.ToxicDirection;
import io.milvus.v2.client.MilvusClientV2;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.kit.server.MilvusServer.Kind;
import workbook.kit.server.RealMilvus;
import workbook.pool.Channels;
import workbook.pool.ConnectionFactory;
import workbook.pool.ConnectionPool;
import workbook.pool.MilvusConnectionFactory;
import workbook.pool.MilvusErrors;
import workbook.pool.MilvusSettings;
import workbook.pool.PoolConfig;
import workbook.pool.PoolException;
import workbook.pool.PoolStats;

/**
 * Fifty threads and a bad network, for a while. At the end every slot is back, no lease is out, no
 * thread and no connection is left behind, and every failure had a type. {@code -Dsoak.seconds=600}
 * makes it long; {@code -Dsoak.seed=…} repeats the sequence of faults of another run.
 */
@RealMilvus(Kind.DOCKER)
class SoakIT {

  private static final int CALLERS = 50;
  private static final int SIZE = 10;
  private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("soak.seconds", 60));
  private static final long SEED = Long.getLong("soak.seed", System.nanoTime());

  private final Random random = new Random(SEED);
  private final Map<String, Integer> faults = new TreeMap<>();

  @ParameterizedTest(name = "{0} lease(s) per connection")
  @ValueSource(ints = {1, 10})
  @DisplayName("after a bad network everything is as before")
  void soak(int leasesPerConnection) throws Exception {
    Set<Thread> before = threads();
    Counting factory;
    PoolStats end;
    try (MilvusBehindProxy milvus = MilvusBehindProxy.start()) {
      factory = new Counting(milvus.uri());
      ConnectionPool<MilvusClientV2> pool = open(factory, leasesPerConnection);
      Load load = Load.of(pool, CALLERS);
      disturb(milvus, LENGTH.dividedBy(2));
      load.close();

      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(
              () -> {
                assertThat(pool.stats().idle()).isEqualTo(SIZE);
                assertThat(pool.stats().leases()).isZero();
                assertThat(pool.stats().closing()).isZero();
              });
      end = pool.stats();
      assertThat(pool.close(Duration.ofSeconds(5))).isTrue();
      assertThat(load.successes()).isGreaterThan(1_000);
      assertThat(load.failures()).as("seed " + SEED).allMatch(Failures::isTyped);
      if (Channels.areVisible()) {
        await()
            .atMost(Duration.ofSeconds(10))
            .untilAsserted(() -> assertThat(Channels.openTo(milvus.uri())).isZero());
      }
      report(leasesPerConnection, load, end);
    }
    assertThat(factory.open).as("connections left open").hasValue(0);
    assertThat(factory.mostOpen).as("connections open at once").hasValueLessThanOrEqualTo(SIZE);
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(poolThreads(before)).as("threads left behind").isEmpty());
  }

  private static ConnectionPool<MilvusClientV2> open(Counting factory, int leasesPerConnection) {
    return ConnectionPool.open(
        factory,
        PoolConfig.ofSize(SIZE)
            .withLeasesPerConnection(leasesPerConnection)
            .with(BORROW_DEADLINE, Duration.ofSeconds(1))
            .with(MAX_LIFETIME, Duration.ofSeconds(10)));
  }

  private void disturb(MilvusBehindProxy milvus, Duration length) throws Exception {
    long end = System.nanoTime() + length.toNanos();
    while (System.nanoTime() < end) {
      String fault =
          List.of("cut", "black hole", "latency", "pause", "slow close").get(random.nextInt(5));
      faults.merge(fault, 1, Integer::sum);
      switch (fault) {
        case "cut" -> milvus.cut();
        case "black hole" -> milvus.blackHole();
        case "latency" -> milvus.proxy().toxics().latency("slow", ToxicDirection.DOWNSTREAM, 300);
        case "pause" -> milvus.pause();
        default -> milvus.proxy().toxics().slowClose("lingers", ToxicDirection.DOWNSTREAM, 2_000);
      }
      TimeUnit.MILLISECONDS.sleep(200 + random.nextInt(3_000));
      if (fault.equals("pause")) {
        milvus.unpause();
      }
      milvus.heal();
      TimeUnit.MILLISECONDS.sleep(500 + random.nextInt(2_000));
    }
  }

  private void report(int leasesPerConnection, Load load, PoolStats end) {
    Map<String, Long> kinds =
        load.failures().stream()
            .collect(Collectors.groupingBy(SoakIT::kind, TreeMap::new, Collectors.counting()));
    System.out.printf(
        "soak, %d lease(s) per connection, seed %d: faults %s; %d calls succeeded, failed %s; %s%n",
        leasesPerConnection, SEED, faults, load.successes(), kinds, end);
  }

  private static String kind(Throwable failure) {
    return failure instanceof PoolException
        ? failure.getClass().getSimpleName()
        : MilvusErrors.classify(failure).name();
  }

  private static Set<Thread> threads() {
    return Set.copyOf(Thread.getAllStackTraces().keySet());
  }

  /** Threads of pools that were not there before. */
  private static List<String> poolThreads(Set<Thread> before) {
    return threads().stream()
        .filter(thread -> !before.contains(thread))
        .map(Thread::getName)
        .filter(name -> name.startsWith("pool-"))
        .toList();
  }

  /** Counts what is open. */
  private static final class Counting implements ConnectionFactory<MilvusClientV2> {
    final AtomicInteger open = new AtomicInteger();
    final AtomicInteger mostOpen = new AtomicInteger();
    private final MilvusConnectionFactory milvus;

    Counting(String uri) {
      milvus =
          new MilvusConnectionFactory(
              MilvusSettings.of(uri).withDeadlines(Duration.ofSeconds(2), Duration.ofSeconds(2)));
    }

    @Override
    public MilvusClientV2 open() throws Exception {
      MilvusClientV2 client = milvus.open();
      mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
      return client;
    }

    @Override
    public void check(MilvusClientV2 connection, Duration atMost) throws Exception {
      milvus.check(connection, atMost);
    }

    @Override
    public void close(MilvusClientV2 connection) throws Exception {
      try {
        milvus.close(connection);
      } finally {
        open.decrementAndGet();
      }
    }

    @Override
    public Damage damage(Throwable failure) {
      return milvus.damage(failure);
    }
  }
}
