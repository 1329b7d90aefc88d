package workbook.kit.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.kit.Sample;
import workbook.kit.catalog.Catalog;
import workbook.kit.catalog.ExerciseInfo;
import workbook.kit.compile.Problem;
import workbook.kit.exercise.Feedback;
import workbook.kit.results.ExerciseResult;
import workbook.kit.results.Progress;
import workbook.kit.results.TestResult;
import workbook.kit.run.Outcome;
import workbook.kit.run.Reason;
import workbook.kit.run.Recording;

class ReportTest {

  @TempDir Path folder;
  private ExerciseInfo exercise;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @BeforeEach
  void copy() {
    exercise = Sample.in(folder).exercises().get(0);
  }

  @Test
  @DisplayName("progress, the next exercise, its first failure, and where to go on")
  void report() {
    print(90, false, true);
    assertThat(text())
        .isEqualTo(
            """

            Scenario 9: sample
            ░░░░░░░░░░░░░░░░░░░░  0 of 1 exercises
                                  1 of 2 tests · 0 of 10 points

            Next: 9.01 Count · 5 minutes · 10 points
              ✗ the second number is one more than the first
                  what was done: next() was called twice, the second time right after the first one
                                 had returned
                  expected:      2
                  what happened: it returned 1
                  where to look: the field
                  Your code printed:
                    hello
              edit    scenario-9-sample/src/exercises/java/workbook/sample/exercises/Ex901Count.java:9
              test    scenario-9-sample/src/test/java/workbook/sample/exercises/Ex901CountTest.java:36
              lesson  scenario-9-sample/README.md#901-count
              hint    ./workbook hint 9.01
              run     ./workbook run 9.01
            """);
  }

  @Test
  @DisplayName("a narrow terminal that knows only ASCII gets no line of prose that is too long")
  void narrow() {
    print(40, false, false);
    assertThat(text())
        .matches("\\A\\p{ASCII}*\\z")
        .contains(
            "....................  0 of 1 exercises", "  x the second number is one more than");
    assertThat(text().lines().filter(line -> !line.contains("scenario-9-sample")))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(42));
  }

  @Test
  @DisplayName("a path is never broken: without room beside its label it has a line of its own")
  void paths() {
    print(80, false, true);
    assertThat(text())
        .contains(
            """
              edit
            scenario-9-sample/src/exercises/java/workbook/sample/exercises/Ex901Count.java:9
              test
            scenario-9-sample/src/test/java/workbook/sample/exercises/Ex901CountTest.java:36
              lesson  scenario-9-sample/README.md#901-count
            """);
  }

  @Test
  @DisplayName("of an exercise that comes later, what does not compile is told in full")
  void later() throws Exception {
    for (Path file : List.of(exercise.starter(), exercise.testFile())) {
      String text = Files.readString(file).replace("Ex901", "Ex902").replace("9.01", "9.02");
      Files.writeString(file.resolveSibling(file.getFileName().toString().replace('1', '2')), text);
    }
    Progress progress = new Progress(Catalog.ofWorkbook(folder));
    ExerciseInfo second = progress.catalog().find("9.02").orElseThrow();
    List<Problem> problems =
        List.of(
            new Problem("Ex902Count.java", 9, true, "cannot find a thing with a long name", "lst"),
            new Problem("Ex902Count.java", 12, true, "another", ""));
    progress.write(second.scenario(), List.of(ExerciseResult.notCompiled(second, problems)));

    new Report(terminal(60, false, true)).print(progress, second.scenario());

    assertThat(text())
        .endsWith(
            """

            After that:
              9.02  Count: Your file does not compile. Line 9: cannot
                    find a thing with a long name
                        lst
                    and 1 more, the next in line 12
            """);
  }

  @Test
  @DisplayName("colours come only where they are wanted")
  void colours() {
    print(80, true, true);
    assertThat(text()).contains("\u001b[31m✗\u001b[0m the second number");
  }

  @Test
  @DisplayName("after the first failure the others are named, up to a bound")
  void otherFailures() {
    List<TestResult> tests =
        IntStream.rangeClosed(1, 9)
            .mapToObj(i -> test("test " + i, i == 3 ? "passed" : i == 9 ? "skipped" : "failed"))
            .toList();
    ExerciseResult result =
        new ExerciseResult("9.01", "Count", "failed", 0, 10, "file", "hash", tests);
    new Report(terminal(80, false, true)).verdict(exercise, result);
    assertThat(text())
        .contains(
            """
            9.01 Count · 1 of 9 tests
              ✗ test 1
                  message of test 1
              ✗ test 2
              ✗ test 4
              ✗ test 5
              ✗ test 6
              ✗ test 7
                and 1 more
                1 not run, to save your time
              edit
            scenario-9-sample""")
        .doesNotContain("test 3", "test 8", "message of test 2");
  }

  @Test
  @DisplayName("after a solved exercise the next one is named, with what to type")
  void next() {
    Progress progress = new Progress(Catalog.ofWorkbook(folder));
    new Report(terminal(80, false, true)).next(progress);
    assertThat(text())
        .contains("Next: 9.01 Count", "Ex901Count.java:9", "run     ./workbook run 9.01");
  }

  @Test
  @DisplayName("a failure of the workbook's own tests cannot be mistaken for the learner's")
  void broken() {
    Outcome own = new Outcome("a.PoolTest", "x", "it is so", Reason.ASSERTION, "m", 1, "at x", "");
    new Report(terminal(80, false, true)).broken(List.of(own));
    assertThat(text()).contains("THE WORKBOOK IS BROKEN, NOT YOU", "a.PoolTest: it is so", "at x");
  }

  private void print(int width, boolean colours, boolean unicode) {
    String message =
        Feedback.did(
                "next() was called twice, the second time right after the first one had returned")
            .expected("2")
            .happened("it returned 1")
            .lookAt("the field")
            .toString();
    List<Outcome> outcomes =
        List.of(
            new Outcome("T", "one", "the first number is one", Reason.PASSED, "", 1, "", ""),
            new Outcome(
                "T",
                "two",
                "the second number is one more than the first",
                Reason.ASSERTION,
                message,
                1,
                "at workbook.sample.exercises.Ex901CountTest.two(Ex901CountTest.java:36)",
                "hello\n"));
    Progress progress = new Progress(Catalog.ofWorkbook(folder));
    progress.write(
        exercise.scenario(), List.of(ExerciseResult.ran(exercise, new Recording(outcomes, ""))));
    new Report(terminal(width, colours, unicode)).print(progress, exercise.scenario());
  }

  private static TestResult test(String name, String status) {
    return new TestResult(name, status, "message of " + name, 9, 0, 1, "");
  }

  private Terminal terminal(int width, boolean colours, boolean unicode) {
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    return new Terminal(out, width, colours, unicode);
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
