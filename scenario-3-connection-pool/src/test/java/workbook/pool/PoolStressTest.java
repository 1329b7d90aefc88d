package workbook.pool;

import static java.time.Duration.ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static workbook.pool.PoolConfig.Timing.KEEP_ALIVE;
import static workbook.pool.PoolConfig.Timing.MAX_LIFETIME;
import static workbook.pool.PoolConfig.Timing.PATIENCE;
import static workbook.pool.PoolConfig.Timing.REPAIR_BACKOFF;
import static workbook.pool.PoolConfig.Timing.REPAIR_BACKOFF_CAP;
import static workbook.pool.PoolConfig.Timing.VALIDATE_AFTER_IDLE;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Many threads do everything at once that a pool allows, and much that goes wrong, in real time.
 * What must hold all the while: no connection has more leases out than it may, none is used after
 * its close, none is closed while it is leased. What must hold at the end: every slot is back.
 */
@Tag("maintainer")
class PoolStressTest extends FastAwaits {

  private static final int THREADS = 16;
  private static final int CLOSES = 50;

  /** Set with {@code -Dstress.seconds=…} for a longer look. */
  private static final Duration LENGTH =
      Duration.ofSeconds(Integer.getInteger("stress.seconds", 3));

  /** A connection that notices when it is used wrongly. */
  private static final class Guarded {
    final AtomicInteger users = new AtomicInteger();
    volatile boolean closed;
  }

  private final Queue<String> violations = new ConcurrentLinkedQueue<>();
  private final AtomicInteger open = new AtomicInteger();
  private final LongAdder borrows = new LongAdder();

  private ConnectionPool<Guarded> pool;
  private int leasesPerConnection;

  /** Fails now and then, and takes its time now and then. */
  private final class FlakyFactory implements ConnectionFactory<Guarded> {
    @Override
    public Guarded open() throws Exception {
      sometimes(10, () -> TimeUnit.MICROSECONDS.sleep(200));
      sometimes(
          5,
          () -> {
            throw new Exception("no connection today");
          });
      open.incrementAndGet();
      return new Guarded();
    }

    @Override
    public void check(Guarded connection, Duration atMost) throws Exception {
      if (connection.closed) {
        violations.add("a closed connection was checked");
      }
      sometimes(
          20,
          () -> {
            throw new Exception("no answer");
          });
    }

    @Override
    public void close(Guarded connection) {
      if (connection.closed) {
        violations.add("a connection was closed twice");
      }
      if (connection.users.get() > 0) {
        violations.add("a connection was closed while it was in use");
      }
      connection.closed = true;
      open.decrementAndGet();
    }
  }

  @ParameterizedTest(name = "{0} lease(s) per connection, patience {1} ms")
  @CsvSource({"1, 0", "1, 20", "1, 1000", "3, 0", "3, 20", "3, 1000"})
  @DisplayName("nothing is lent twice, nothing is lost")
  void survives(int leases, int patienceMillis) throws Exception {
    open(leases, patienceMillis);
    runThreads();

    pool.resize(5);
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> {
              PoolStats stats = pool.stats();
              assertThat(stats.leases()).isZero();
              assertThat(stats.waiting()).isZero();
              assertThat(stats.surplus()).isZero();
              assertThat(stats.size()).isEqualTo(5);
            });
    assertThat(pool.close(Duration.ofSeconds(5))).isTrue();
    assertThat(open).as("connections left open").hasValue(0);
    assertThat(violations).isEmpty();
    assertThat(borrows.sum()).as("borrows").isGreaterThan(1_000);
    System.out.printf(
        "stress: %d leases per connection, patience %d ms: %d borrows, %s%n",
        leases, patienceMillis, borrows.sum(), pool.stats());
  }

  @ParameterizedTest(name = "{0} lease(s) per connection")
  @ValueSource(ints = {1, 3})
  @DisplayName("closed in mid-run, a pool ends all borrows and leaves nothing open")
  void closesInMidRun(int leases) throws Exception {
    for (int round = 0; round < CLOSES; round++) {
      open(leases, 20);
      long enough = borrows.sum() + 200;
      AtomicBoolean over = new AtomicBoolean();
      List<Thread> threads = start(() -> over.get());
      await().until(() -> borrows.sum() > enough);

      assertThat(pool.close(Duration.ofSeconds(5))).isTrue();

      assertThat(open).as("connections left open").hasValue(0);
      assertThatThrownBy(() -> pool.borrow(ZERO)).isInstanceOf(PoolClosedException.class);
      over.set(true);
      join(threads);
      assertThat(violations).isEmpty();
    }
  }

  private void open(int leases, int patienceMillis) {
    leasesPerConnection = leases;
    pool =
        ConnectionPool.open(
            new FlakyFactory(),
            PoolConfig.ofSize(5)
                .withLeasesPerConnection(leases)
                .with(PATIENCE, Duration.ofMillis(patienceMillis))
                .withStart(PoolConfig.Start.KEEP_TRYING)
                .with(REPAIR_BACKOFF, Duration.ofMillis(1))
                .with(REPAIR_BACKOFF_CAP, Duration.ofMillis(5))
                .with(VALIDATE_AFTER_IDLE, Duration.ofMillis(2))
                .with(KEEP_ALIVE, Duration.ofMillis(3))
                .with(MAX_LIFETIME, Duration.ofMillis(50)));
  }

  private List<Thread> start(BooleanSupplier over) {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Thread thread = new Thread(() -> misbehaveUntil(over), "stress-" + i);
      threads.add(thread);
      thread.start();
    }
    return threads;
  }

  private void runThreads() throws InterruptedException {
    long end = System.nanoTime() + LENGTH.toNanos();
    List<Thread> threads = start(() -> System.nanoTime() >= end);
    while (System.nanoTime() < end) {
      checkPartition();
      sometimes(50, () -> pool.resize(1 + random(8)));
      sometimes(10, () -> threads.get(random(THREADS)).interrupt());
      sometimes(200, () -> pool.rotate());
      TimeUnit.MILLISECONDS.sleep(1);
    }
    join(threads);
  }

  private void join(List<Thread> threads) throws InterruptedException {
    for (Thread thread : threads) {
      thread.join(TimeUnit.SECONDS.toMillis(20));
      if (thread.isAlive()) {
        violations.add(thread.getName() + " hangs: " + List.of(thread.getStackTrace()));
      }
    }
  }

  private void checkPartition() {
    PoolStats stats = pool.stats();
    if (stats.idle() + stats.leased() + stats.repairing() != stats.size() + stats.surplus()) {
      violations.add("not a partition: " + stats);
    }
  }

  private void misbehaveUntil(BooleanSupplier over) {
    while (!over.getAsBoolean()) {
      try {
        borrowOnce();
      } catch (PoolException | InterruptedException expected) {
        // the pool was empty, or this thread was interrupted: part of the game
      }
    }
  }

  private void borrowOnce() throws InterruptedException {
    Lease<Guarded> lease = pool.borrow(Duration.ofMillis(random(20)));
    borrows.increment();
    try {
      use(lease.connection());
      sometimes(50, () -> lease.invalidate(new Exception("broken")));
      sometimes(50, lease::suspect);
    } finally {
      if (random(20) == 0) {
        Thread other = new Thread(lease::close); // a second close that races with ours
        other.start();
        lease.close();
        other.join();
      } else {
        lease.close();
      }
    }
  }

  private void use(Guarded connection) {
    int users = connection.users.incrementAndGet();
    if (users > leasesPerConnection) {
      violations.add(users + " leases of one connection");
    }
    if (connection.closed) {
      violations.add("a closed connection was lent");
    }
    if (random(4) == 0) {
      LockSupport.parkNanos(1_000);
    }
    connection.users.decrementAndGet();
  }

  private static int random(int bound) {
    return ThreadLocalRandom.current().nextInt(bound);
  }

  /** Something that may fail with X. */
  private interface Action<X extends Exception> {
    void run() throws X;
  }

  private static <X extends Exception> void sometimes(int oneIn, Action<X> action) throws X {
    if (random(oneIn) == 0) {
      action.run();
    }
  }
}
