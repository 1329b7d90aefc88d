package workbook.kit.maven;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.kit.Sample;
import workbook.kit.catalog.Catalog;
import workbook.kit.catalog.ExerciseInfo;
import workbook.kit.console.Terminal;
import workbook.kit.files.Disk;
import workbook.kit.results.ExerciseResult;
import workbook.kit.results.Progress;
import workbook.kit.run.Outcome;
import workbook.kit.run.Reason;

class ReportExercisesTest {

  private static final String REFERENCE_TEST = "workbook.sample.CounterTest";

  @TempDir Path folder;
  private Sample sample;
  private ExerciseInfo exercise;
  private final List<String> recorded = new ArrayList<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @BeforeEach
  void copy() {
    sample = Sample.in(folder);
    exercise = sample.exercises().get(0);
  }

  @Test
  @DisplayName("green: every exercise is solved, and every reference test passed")
  void solved() {
    ran(exercise.testClassName(), "one", Reason.PASSED);
    ran(exercise.testClassName(), "two", Reason.PASSED);
    ran(REFERENCE_TEST, "counts", Reason.PASSED);
    ran(REFERENCE_TEST, "needsLinux", Reason.SKIPPED);
    recorded.add("end");
    assertThat(report("")).isTrue();
    assertThat(text())
        .contains("1 of 1 exercises", "which all passed:")
        .contains("Tests run: 4, Failures: 0, Errors: 0, Skipped: 1");
    assertThat(result().points()).isEqualTo(10);
  }

  @Test
  @DisplayName("red: an exercise is not solved; what is counted says how its tests ended")
  void unsolved() {
    ran(exercise.testClassName(), "one", Reason.UNSOLVED);
    ran(exercise.testClassName(), "two", Reason.OUT_OF_TIME);
    recorded.add("end");
    assertThat(report("")).isFalse();
    assertThat(text())
        .contains("Next: 9.01 Count", "Tests run: 2, Failures: 1, Errors: 1, Skipped: 0")
        .doesNotContain("WORKBOOK IS BROKEN");
  }

  @Test
  @DisplayName("red: a reference test failed, and that is told as no fault of the learner's")
  void broken() {
    ran(exercise.testClassName(), "one", Reason.PASSED);
    ran(exercise.testClassName(), "two", Reason.PASSED);
    ran(REFERENCE_TEST, "counts", Reason.ASSERTION);
    recorded.add("end");
    assertThat(report("")).isFalse();
    assertThat(text())
        .contains("WORKBOOK IS BROKEN", "1 of 1 exercises", "some of which failed:")
        .contains("Tests run: 3, Failures: 1");
  }

  @Test
  @DisplayName("red: the tests' JVM ended in the middle; what did not run is an error")
  void ended() {
    ran(exercise.testClassName(), "one", Reason.PASSED);
    assertThat(report("")).isFalse();
    assertThat(text()).contains("did not get to their end", "after the test \"one\"");
    assertThat(result().status()).isEqualTo("error");
  }

  @Test
  @DisplayName("red: the tests' JVM never began, although there are tests")
  void neverBegan() {
    Disk.write(sample.scenario().dir().resolve("target/test-classes/ATest.class"), "");
    assertThat(report("")).isFalse();
    assertThat(text()).contains("did not get to their end", "before the first test");
  }

  @Test
  @DisplayName("a selection that no test here matches is told, and keeps the earlier results")
  void nothingSelected() {
    solved();
    recorded.clear();
    Disk.delete(ReportExercises.recording(sample.scenario()));
    bytes.reset();
    assertThat(report("Nowhere")).isTrue();
    assertThat(text()).contains("No test here matches -Dtest=Nowhere.", "1 of 1 exercises");
  }

  private void ran(String testClass, String method, Reason reason) {
    String message = reason == Reason.PASSED ? "" : "what was done: nothing";
    recorded.add(
        new Gson().toJson(new Outcome(testClass, method, method, reason, message, 1, "", "")));
  }

  private boolean report(String selectedTests) {
    if (!recorded.isEmpty()) {
      Disk.write(ReportExercises.recording(sample.scenario()), String.join("\n", recorded) + "\n");
    }
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    Terminal terminal = new Terminal(out, 100, false, true);
    return new ReportExercises(sample.scenario(), selectedTests, terminal).run();
  }

  private ExerciseResult result() {
    return new Progress(Catalog.ofWorkbook(folder)).result(exercise);
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
