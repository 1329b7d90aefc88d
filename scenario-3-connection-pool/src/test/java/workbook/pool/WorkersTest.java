package workbook.pool;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkersTest {

  private final FakeTime time = new FakeTime();

  private static Stream<Named<BiFunction<ThreadFactory, FakeTime, Workers>>> kinds() {
    return Stream.of(Named.of("few", Workers::few), Named.of("many", Workers::many));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  @DisplayName("work is not lost while the system grants no thread")
  void noThreadToBeHad(BiFunction<ThreadFactory, FakeTime, Workers> kind) throws Exception {
    AtomicBoolean exhausted = new AtomicBoolean(true);
    Workers workers =
        kind.apply(
            work ->
                new Thread(work) {
                  @Override
                  public synchronized void start() {
                    if (exhausted.get()) {
                      throw new OutOfMemoryError("unable to create native thread");
                    }
                    super.start();
                  }
                },
            time);
    CountDownLatch done = new CountDownLatch(1);
    workers.execute(done::countDown);
    time.advance(ofSeconds(1));
    assertThat(done.getCount()).isEqualTo(1);

    exhausted.set(false);
    time.advance(ofSeconds(1));

    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    workers.shutdown();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  @DisplayName("work that comes after the end is done by whoever brings it")
  void lateWork(BiFunction<ThreadFactory, FakeTime, Workers> kind) {
    Workers workers = kind.apply(Workers.named("late"), time);
    workers.shutdown();
    AtomicBoolean done = new AtomicBoolean();

    workers.execute(() -> done.set(true));

    assertThat(done).isTrue();
  }
}
