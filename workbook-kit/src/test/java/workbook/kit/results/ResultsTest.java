package workbook.kit.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.kit.Sample;
import workbook.kit.catalog.Catalog;
import workbook.kit.catalog.ExerciseInfo;
import workbook.kit.compile.Problem;
import workbook.kit.files.Disk;
import workbook.kit.run.Outcome;
import workbook.kit.run.Reason;
import workbook.kit.run.Recording;

class ResultsTest {

  @TempDir Path folder;
  private Sample sample;
  private Progress progress;
  private ExerciseInfo exercise;

  @BeforeEach
  void copy() {
    sample = Sample.in(folder);
    progress = new Progress(Catalog.ofWorkbook(folder));
    exercise = progress.catalog().exercises().get(0);
  }

  @Test
  @DisplayName("an exercise is passed, with its points, when every test passes")
  void passed() {
    ExerciseResult result = ran(outcome("one", Reason.PASSED), outcome("two", Reason.PASSED));
    assertThat(result.status()).isEqualTo("passed");
    assertThat(result.points()).isEqualTo(10);
    assertThat(result.file())
        .isEqualTo("src/exercises/java/workbook/sample/exercises/Ex901Count.java");
  }

  @Test
  @DisplayName("one failing test takes all points")
  void failed() {
    ExerciseResult result = ran(outcome("two", Reason.PASSED), outcome("one", Reason.UNSOLVED));
    assertThat(result.status()).isEqualTo("failed");
    assertThat(result.points()).isZero();
    assertThat(result.tests()).extracting(TestResult::status).containsExactly("unsolved", "passed");
  }

  @Test
  @DisplayName("only when every test reached a gap is it unsolved")
  void unsolved() {
    assertThat(ran(outcome("one", Reason.UNSOLVED), outcome("two", Reason.UNSOLVED)).status())
        .isEqualTo("unsolved");
  }

  @Test
  @DisplayName("a test that did not run, because the JVM ended, is an error with the reason")
  void notAllRan() {
    ExerciseResult result =
        ExerciseResult.ran(
            exercise, new Recording(List.of(outcome("one", Reason.PASSED)), "It ended."));
    assertThat(result.status()).isEqualTo("error");
    assertThat(result.failures())
        .singleElement()
        .satisfies(test -> assertThat(test.message()).isEqualTo("It ended."));
  }

  @Test
  @DisplayName("what does not compile is an error with the line, in every test")
  void notCompiled() {
    Problem problem = new Problem("Ex901Count.java", 7, true, "';' expected", "int x");
    ExerciseResult result = ExerciseResult.notCompiled(exercise, List.of(problem));
    assertThat(result.status()).isEqualTo("error");
    assertThat(result.tests())
        .hasSize(2)
        .allSatisfy(
            test -> {
              assertThat(test.line()).isEqualTo(7);
              assertThat(test.message())
                  .startsWith("Your file does not compile. Line 7: ';' expected");
            });
  }

  @Test
  @DisplayName("of several things that do not compile, the number and the next few lines are told")
  void severalProblems() {
    List<Problem> problems =
        Stream.of(7, 7, 20, 9, 12, 15)
            .map(line -> new Problem("Ex901Count.java", line, true, "of line " + line, ""))
            .toList();
    assertThat(ExerciseResult.notCompiled(exercise, problems).tests().get(0).message())
        .isEqualToNormalizingNewlines(
            "Your file does not compile. Line 7: of line 7\nand 5 more, the next in line 7, 9, 12");
  }

  @Test
  @DisplayName("an earlier result holds until the file changes")
  void carriedOver() throws Exception {
    ExerciseResult passed = ran(outcome("one", Reason.PASSED), outcome("two", Reason.PASSED));
    write(passed);
    assertThat(known().passed()).isTrue();

    Files.writeString(exercise.starter(), "// changed\n" + Files.readString(exercise.starter()));
    assertThat(known().status()).isEqualTo("unsolved");
    assertThat(known().tests()).isEmpty();
  }

  @Test
  @DisplayName("that the file has changed since the last run is known until the next run")
  void changed() throws Exception {
    assertThat(known().standing()).isEqualTo("not run");
    write(ran(outcome("one", Reason.PASSED)));
    assertThat(known().standing()).isEqualTo("error");

    Files.writeString(exercise.starter(), "// changed\n" + Files.readString(exercise.starter()));
    assertThat(known().standing()).isEqualTo("changed");
    write();
    assertThat(known().standing()).as("after another exercise was run").isEqualTo("changed");
    assertThat(known().isChanged()).isTrue();

    write(ran(outcome("one", Reason.PASSED), outcome("two", Reason.PASSED)));
    assertThat(known().standing()).isEqualTo("passed");
  }

  @Test
  @DisplayName("a results.json that cannot be read counts as none")
  void broken() {
    Path file = sample.scenario().results().resolve("results.json");
    Disk.write(file, "{\"version\": 1, ");
    assertThat(known().standing()).isEqualTo("not run");
  }

  private ExerciseResult known() {
    return progress.result(exercise);
  }

  private void write(ExerciseResult... fresh) {
    progress.write(sample.scenario(), List.of(fresh));
  }

  private ExerciseResult ran(Outcome... outcomes) {
    return ExerciseResult.ran(exercise, new Recording(List.of(outcomes), ""));
  }

  private static Outcome outcome(String method, Reason reason) {
    return new Outcome("T", method, method + " is so", reason, "", 1, "", "");
  }
}
