package workbook.kit.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.opentest4j.AssertionFailedError;
import workbook.kit.exercise.Feedback;

/** What {@link Interleavings} finds; named like an exercise's test, as it expects. */
class Ex900CounterTest {

  private static final Feedback.Happened EXPECTED =
      Feedback.did("two threads asked").expected("one is served");

  @RegisterExtension final TestThreads threads = new TestThreads();

  @Test
  void findsTheThreadThatComesBetweenTwoSteps() {
    for (int run = 0; run < 20; run++) {
      assertThatThrownBy(() -> tryAll(CheckThenAct.class))
          .isInstanceOf(AssertionFailedError.class)
          .hasMessageContaining("2 were served")
          .hasMessageContaining("when the first was about to")
          .hasMessageContaining("at line 12");
    }
  }

  @Test
  void findsNothingWhereTheCheckAndTheActAreOneStep() {
    assertThatCode(() -> tryAll(InOneStep.class)).doesNotThrowAnyException();
    assertThatCode(() -> tryAll(UnderALock.class)).doesNotThrowAnyException();
  }

  @Test
  void tellsOfALoopInsteadOfStoppingInEachOfItsRounds() {
    assertThatThrownBy(() -> tryAll(InALoop.class))
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageContaining("the first thread neither ended nor waited");
  }

  private void tryAll(Class<? extends Interleavings.Contest> type) {
    new Interleavings(threads, type, EXPECTED, "").tryAll();
  }

  /** Counts who was served. */
  abstract static class Two implements Interleavings.Contest {

    final Ex900Counter counter = new Ex900Counter();
    private final AtomicInteger served = new AtomicInteger();

    abstract boolean ask();

    @Override
    public void first() {
      if (ask()) {
        served.incrementAndGet();
      }
    }

    @Override
    public void second() {
      first();
    }

    @Override
    public Optional<String> complaint() {
      return served.get() == 1 ? Optional.empty() : Optional.of(served + " were served");
    }
  }

  static final class CheckThenAct extends Two {
    @Override
    boolean ask() {
      return counter.checkThenAct();
    }
  }

  static final class InOneStep extends Two {
    @Override
    boolean ask() {
      return counter.inOneStep();
    }
  }

  static final class UnderALock extends Two {
    @Override
    boolean ask() {
      return counter.underALock();
    }
  }

  /** The first goes round and round until the second comes. */
  static final class InALoop extends Two {
    @Override
    boolean ask() {
      return counter.inALoop();
    }

    @Override
    public void second() {
      counter.inOneStep();
    }
  }

  @Test
  void doesNotTouchTheClassThatEverybodyElseSees() {
    assertThat(new Ex900Counter().checkThenAct()).isTrue();
  }
}
