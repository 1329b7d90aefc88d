package workbook.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Model checking of the non-blocking core: every interleaving of a few borrows, returns,
 * invalidations and drains that Lincheck explores must look as if they had happened one after
 * another. Repair is done on the spot by the last one out, so that nothing blocks.
 */
@Tag("maintainer")
class SlotModelCheckTest {

  /** One slot, and a lease for each thread. */
  public abstract static class Model {
    private final Slot<Integer> slot = new Slot<>();
    private final AtomicInteger opened = new AtomicInteger();
    private final int limit;
    private final long[] tickets = new long[8];
    private final Integer[] connections = new Integer[8];
    private final boolean[] lastOut = new boolean[8];

    Model(int limit) {
      this.limit = limit;
      fill();
    }

    /** The connection's number, 0 if there is no room, -1 if this thread has one already. */
    @Operation
    public int borrow(@Param(gen = ThreadIdGen.class) int thread) {
      if (connections[thread] != null) {
        return -1;
      }
      for (; ; ) {
        long seen = slot.word();
        if (Slot.isDraining(seen) || Slot.leases(seen) >= limit) {
          return 0;
        }
        if (slot.tryBorrow(seen)) {
          tickets[thread] = Slot.ticket(seen);
          connections[thread] = slot.connection();
          return connections[thread];
        }
      }
    }

    /** Whether there was something to return. */
    @Operation
    public boolean giveBack(@Param(gen = ThreadIdGen.class) int thread) {
      if (connections[thread] == null) {
        return false;
      }
      connections[thread] = null;
      note(thread, limit == 1 ? slot.giveBackExclusive(tickets[thread]) : slot.giveBackShared());
      return true;
    }

    /** A second close of an exclusive lease: must never do anything. */
    @Operation
    public boolean giveBackAgain(@Param(gen = ThreadIdGen.class) int thread) {
      if (connections[thread] != null || limit > 1) {
        return false;
      }
      return slot.giveBackExclusive(tickets[thread]) != Slot.Outcome.NOTHING;
    }

    @Operation
    public boolean invalidate(@Param(gen = ThreadIdGen.class) int thread) {
      return connections[thread] != null && slot.drainLeased(connections[thread]);
    }

    /** End of lifetime, rotation, shrink. */
    @Operation
    public void drain(@Param(gen = ThreadIdGen.class) int thread) {
      note(thread, slot.drain());
    }

    /** A sweep's look at the slot; must not get in anyone's way. */
    @Operation
    public void markQuiet() {
      slot.markQuiet(slot.word(), 0);
    }

    private void fill() {
      slot.put(opened.incrementAndGet());
      slot.open();
    }

    private void note(int thread, Slot.Outcome outcome) {
      if (outcome == Slot.Outcome.LAST_OUT) {
        if (slot.takeConnection() == null) {
          throw new IllegalStateException("two were the last one out");
        }
        lastOut[thread] = true;
      }
    }

    /** What maintenance does when the last one out has handed the slot over. */
    @Operation
    public void repair(@Param(gen = ThreadIdGen.class) int thread) {
      if (lastOut[thread]) {
        lastOut[thread] = false;
        fill();
      }
    }
  }

  /** Exclusive leases. */
  public static class Exclusive extends Model {
    public Exclusive() {
      super(1);
    }
  }

  /** Two leases a connection. */
  public static class Shared extends Model {
    public Shared() {
      super(2);
    }
  }

  static void check(Class<?> model) {
    new ModelCheckingOptions()
        .iterations(30)
        .invocationsPerIteration(500)
        .threads(3)
        .actorsPerThread(3)
        .actorsBefore(1)
        .actorsAfter(2)
        .check(model);
  }

  /** For the mutants, each in a JVM of its own: ends with status 3 if Lincheck finds something. */
  public static void main(String[] args) {
    try {
      check(Exclusive.class);
      check(Shared.class);
    } catch (LincheckAssertionError found) {
      System.out.println(found.getMessage());
      System.exit(3);
    }
  }

  @Test
  @DisplayName("exclusive leases are linearizable")
  void exclusive() {
    assertThatCode(() -> check(Exclusive.class)).doesNotThrowAnyException();
  }

  @Test
  @DisplayName("shared leases are linearizable")
  void shared() {
    assertThatCode(() -> check(Shared.class)).doesNotThrowAnyException();
  }

  @Test
  @DisplayName("mutant: borrow without CAS — caught")
  void catchesBorrowWithoutCas() throws Exception {
    assertCaught(
        Mutant.of("Slot")
            .replacing(
                "return WORD.compareAndSet(this, seen, ticket(seen));",
                "word = ticket(seen); return true;"));
  }

  @Test
  @DisplayName(
      "mutant: the last one out looks at the word after the return instead of before — caught")
  void catchesLateLookAtTheWord() throws Exception {
    assertCaught(
        Mutant.of("Slot")
            .replacing(
                "return isDraining(after) && leases(after) == 0 ? Outcome.LAST_OUT : Outcome.DONE;",
                "return isDraining(word) && leases(word) == 0 ? Outcome.LAST_OUT : Outcome.DONE;"));
  }

  @Test
  @DisplayName("mutant: a drain that forgets to look whether the bit was set already — caught")
  void catchesTwoLastOnes() throws Exception {
    assertCaught(
        Mutant.of("Slot")
            .replacing("if (isDraining(seen) ||", "if (isDraining(seen) && leases(seen) > 0 ||"));
  }

  private static void assertCaught(Mutant mutant) throws Exception {
    Process jvm =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                mutant.classPath(),
                SlotModelCheckTest.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(jvm.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(jvm.exitValue()).as(output).isEqualTo(3);
  }
}
