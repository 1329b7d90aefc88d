package workbook.kit.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.kit.Sample;
import workbook.kit.catalog.ExerciseInfo;
import workbook.kit.compile.ClassPath;
import workbook.kit.compile.Compilation;

/** What becomes of a learner's code that does not just pass or fail. */
class RunnerTest {

  private static final String GAP =
      "return Todo.solve(\"9.01\", \"return 1 at the first call, 2 at the second, and so on\");";

  @TempDir Path folder;
  private Sample sample;

  @BeforeEach
  void copy() {
    sample = Sample.in(folder);
    sample.change(sample.test(), "points = 10,", "points = 10, seconds = 1,");
  }

  @Test
  @DisplayName("a deadlock ends in seconds, with the place of both threads")
  void deadlock() {
    Recording recording =
        run(
            """
            var one = new Object();
                var two = new Object();
                var both = new java.util.concurrent.CountDownLatch(2);
                Thread other = new Thread(() -> lock(two, one, both), "other");
                other.start();
                lock(one, two, both);
                return 1;
              }

              private static void lock(
                  Object first, Object second, java.util.concurrent.CountDownLatch both) {
                synchronized (first) {
                  both.countDown();
                  try {
                    both.await();
                  } catch (InterruptedException e) {
                    return;
                  }
                  synchronized (second) {
                    both.countDown();
                  }
                }
            """);
    Outcome first = recording.outcomes().get(0);
    assertThat(first.reason()).isEqualTo(Reason.OUT_OF_TIME);
    assertThat(first.message())
        .contains(
            "thread \"test\" waits for a lock that thread \"other\" holds, at line 28 of"
                + " Ex901Count.java, in lock")
        .contains(
            "thread \"other\" waits for a lock that thread \"test\" holds, at line 28 of"
                + " Ex901Count.java, in lock");
    assertThat(first.lines("Ex901Count.java")).startsWith(28);
  }

  @Test
  @DisplayName("a file that no longer holds the exercise's class is told so, not run without it")
  void otherClass() {
    sample.change(starter(), "final class Ex901Count {", "final class Ex901Counter {");
    ExerciseInfo exercise = sample.exercises().get(0);
    Path older = folder.resolve("older"); // what an earlier run has left behind
    Path solution = sample.code("solutions/java");
    ToolProvider.getSystemJavaCompiler()
        .run(null, null, null, "-d", older.toString(), solution.toString());
    List<Path> classPath = new ArrayList<>(ClassPath.own());
    classPath.add(older);
    try (Runner runner = Runner.forLearner(classPath)) {
      Compilation compiled = runner.compile(exercise, exercise.scenario().starters());
      assertThat(compiled.errors()).singleElement().asString().contains("must hold the class");
    }
  }

  @Test
  @DisplayName("a constructor without end is ended too, and the report says where it stood")
  void constructor() {
    sample.change(starter(), "int next() {", "{ while (!Thread.interrupted()) {} } int next() {");
    Recording recording = run("return 1;", Runner.forProof(ClassPath.own()));
    assertThat(recording.outcomes())
        .hasSize(2)
        .allSatisfy(
            outcome -> {
              assertThat(outcome.reason()).isEqualTo(Reason.OUT_OF_TIME);
              assertThat(outcome.message()).contains("was running", "line 8 of Ex901Count.java");
            });
  }

  @Test
  @DisplayName("what the code prints is kept for the test that ran it, up to a bound")
  void output() {
    Recording recording =
        run("for (int i = 0; i < 9_999; i++) System.out.println(\"line \" + i); return 0;");
    Outcome first = recording.outcomes().get(0);
    assertThat(first.output()).startsWith("line 0").contains("more bytes)").hasSizeLessThan(4_100);
  }

  @Test
  @DisplayName("a gap that is reached on another thread still counts as unsolved")
  void gapElsewhere() {
    Recording recording =
        run(
            "return java.util.concurrent.CompletableFuture.supplyAsync(() -> this.<Integer>gap())"
                + ".join(); } private <T> T gap() { "
                + GAP);
    assertThat(recording.outcomes())
        .hasSize(2)
        .allSatisfy(outcome -> assertThat(outcome.reason()).isEqualTo(Reason.UNSOLVED));
  }

  @Test
  @DisplayName("an exception of the learner's code is told with its line")
  void exception() {
    Outcome first = run("int[] none = {}; return none[0];").outcomes().get(0);
    assertThat(first.reason()).isEqualTo(Reason.EXCEPTION);
    assertThat(first.message()).startsWith("Your code threw ArrayIndexOutOfBoundsException:");
    assertThat(first.lines("Ex901Count.java")).startsWith(9);
  }

  @Test
  @DisplayName("after a worker got stuck or died, the next run is as good as any")
  void replaced() {
    ExerciseInfo exercise = sample.exercises().get(0);
    try (Runner runner = Runner.forLearner(ClassPath.own())) {
      sample.change(starter(), GAP, "while (true) {}");
      Compilation stuck = runner.compile(exercise, sample.scenario().starters());
      Compilation solved = runner.compile(exercise, sample.scenario().solutions());
      assertThat(runner.run(exercise, stuck, exercise.tests()).outcomes().get(0).passed())
          .isFalse();
      assertThat(runner.run(exercise, solved, exercise.tests()).outcomes())
          .hasSize(2)
          .allMatch(Outcome::passed);
      sample.change(
          starter(), "while (true) {}", "var r = Runtime.getRuntime(); r.halt(1); return 1;");
      Compilation dies = runner.compile(exercise, sample.scenario().starters());
      assertThat(runner.run(exercise, dies, exercise.tests()).complete()).isFalse();
      assertThat(runner.run(exercise, solved, exercise.tests()).outcomes())
          .hasSize(2)
          .allMatch(Outcome::passed);
    }
  }

  @Test
  @DisplayName("a worker in which a thread still keeps a processor busy is replaced")
  void replacedWhileBusy() {
    ExerciseInfo exercise = sample.exercises().get(0);
    sample.change(
        starter(),
        GAP,
        "if (System.setProperty(\"sample.left\", \"a loop\") == null) { "
            + "new Thread(() -> { while (true) {} }).start(); return 1; } return 0;");
    try (Runner runner = Runner.forLearner(ClassPath.own())) {
      Compilation leavesALoop = runner.compile(exercise, sample.scenario().starters());
      for (int run = 0; run < 2; run++) {
        assertThat(runner.run(exercise, leavesALoop, exercise.tests()).outcomes().get(0).passed())
            .isTrue();
      }
    }
  }

  @Test
  @DisplayName("once failing tests have taken a second, a learner does not wait for the others")
  void enough() {
    assertThat(run("while (!Thread.interrupted()) {} return 1;").outcomes())
        .extracting(Outcome::reason)
        .containsExactlyInAnyOrder(Reason.OUT_OF_TIME, Reason.SKIPPED);
  }

  @Test
  @DisplayName("beside an endless loop of a failed test, a learner's other tests are not run")
  void besideALoop() {
    assertThat(run("new Thread(() -> { while (true) {} }).start(); return 0;").outcomes())
        .extracting(Outcome::reason)
        .containsExactly(Reason.ASSERTION, Reason.SKIPPED);
  }

  private Recording run(String code) {
    return run(code, Runner.forLearner(ClassPath.own()));
  }

  private Recording run(String code, Runner runner) {
    sample.change(starter(), GAP, code);
    ExerciseInfo exercise = sample.exercises().get(0);
    try (runner) {
      Compilation compiled = runner.compile(exercise, sample.scenario().starters());
      assertThat(compiled.errors()).isEmpty();
      return runner.run(exercise, compiled, exercise.tests());
    }
  }

  private Path starter() {
    return sample.code("exercises/java");
  }
}
