package workbook.kit.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.kit.Sample;
import workbook.kit.catalog.ExerciseInfo.TestInfo;

class CatalogTest {

  @TempDir Path folder;
  private Sample sample;

  @BeforeEach
  void copy() {
    sample = Sample.in(folder);
  }

  @Test
  @DisplayName("an exercise is described by the annotations of its tests")
  void described() {
    assertThat(sample.exercises())
        .containsExactly(
            new ExerciseInfo(
                sample.scenario(),
                "9.01",
                "Count",
                "Keep a number between calls.",
                5,
                10,
                5,
                "counting",
                "workbook.sample.exercises.Ex901Count",
                List.of(
                    new TestInfo("one", "the first number is one", List.of("starts-at-zero")),
                    new TestInfo(
                        "two",
                        "the second number is one more than the first",
                        List.of("never-counts")))));
  }

  @Test
  @DisplayName("what need not be written may be left out")
  void defaults() {
    sample
        .change(sample.test(), "@Rejects(\"starts-at-zero\")", "")
        .change(sample.test(), "@DisplayName(\"the first number is one\")", "");
    assertThat(sample.exercises().get(0).tests().get(0))
        .isEqualTo(new TestInfo("one", "one", List.of()));
  }

  @Test
  @DisplayName("tests that do not compile describe their exercise all the same")
  void doesNotCompile() {
    sample.change(sample.test(), "import ", "import nowhere.");
    assertThat(sample.exercises()).extracting(ExerciseInfo::id).containsExactly("9.01");
  }

  @Test
  @DisplayName("a value that is missing is told by file and name")
  void missing() {
    sample.change(sample.test(), "minutes = 5,", "");
    assertThatIllegalArgumentException()
        .isThrownBy(sample::exercises)
        .withMessage("workbook.sample.exercises.Ex901CountTest.java: @Exercise needs minutes");
  }

  @Test
  @DisplayName("a value that is computed is told by file and text")
  void computed() {
    sample.change(sample.test(), "minutes = 5,", "minutes = MINUTES,");
    assertThatIllegalArgumentException()
        .isThrownBy(sample::exercises)
        .withMessageContainingAll("Ex901CountTest.java", "in place of: MINUTES");
    sample.change(sample.test(), "minutes = MINUTES,", "minutes = 2 + 3,");
    assertThatIllegalArgumentException()
        .isThrownBy(sample::exercises)
        .withMessageContainingAll("Ex901CountTest.java", "in place of: 2 + 3");
  }

  @Test
  @DisplayName("a scenario without tests has no exercises")
  void none() throws Exception {
    Files.delete(sample.test());
    assertThat(sample.exercises()).isEmpty();
  }
}
