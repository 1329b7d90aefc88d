package workbook.kit.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workbook.kit.Sample;
import workbook.kit.compile.ClassPath;

/** Sabotages the sample exercise in every way that the proof must notice. */
class ProofTest {

  private static final String GAP =
      "return Todo.solve(\"9.01\", \"return 1 at the first call, 2 at the second, and so on\");";

  @TempDir Path folder;
  private Sample sample;

  @BeforeEach
  void copy() {
    sample = Sample.in(folder);
  }

  @Test
  @DisplayName("the sample as it is is proven, each mistake rejected by the test that names it")
  void proven() throws Exception {
    ProofReport report = prove();

    assertThat(report.complaints()).isEmpty();
    assertThat(report.proven()).isTrue();
    assertThat(report.table()).contains("9.01", "1/1", "2/2");
    Path json = folder.resolve("proof.json");
    report.write(json);
    assertThat(json)
        .content()
        .contains("\"seconds\": ", "\"starter\": \"ok\"", "\"field-first\": \"ok\"")
        .contains("\"by\": \"the first number is one\"", "what happened: it returned 0");
  }

  @Test
  @DisplayName("a starter that passes a test is caught")
  void greenStarter() throws Exception {
    sample.change(starter(), GAP, "return 1;");
    assertComplaint("9.01 starter: \"the first number is one\" passes on the starter");
  }

  @Test
  @DisplayName("a starter that fails by a null pointer is caught")
  void nullPointer() throws Exception {
    sample.change(starter(), GAP, "Object nothing = null; return nothing.hashCode();");
    assertComplaint(
        "9.01 starter: \"the first number is one\" fails on the starter for no declared reason:"
            + " Your code threw NullPointerException");
  }

  @Test
  @DisplayName("a starter with a warning is caught")
  void warning() throws Exception {
    sample.change(starter(), "int next() {", "java.util.List raw; int next() {");
    assertComplaint("9.01 starter: warning: Ex901Count.java, line 8: ");
  }

  @Test
  @DisplayName("a starter that does not compile is caught, with the line")
  void compileError() throws Exception {
    sample.change(starter(), GAP, "return nothing;");
    assertComplaint("9.01 starter: does not compile: Ex901Count.java, line 9: cannot find symbol");
  }

  @Test
  @DisplayName("a starter that loops without end is caught, and ends")
  void endlessLoop() throws Exception {
    sample.change(sample.test(), "points = 10,", "points = 10, seconds = 1,");
    sample.change(starter(), GAP, "while (true) {}");
    assertComplaint("9.01 starter: \"the first number is one\" runs out of time on the starter");
  }

  @Test
  @DisplayName(
      "a variant that calls System.exit is caught, and the other variants are still judged")
  void exit() throws Exception {
    sample.change(sample.code("solutions/java"), "return ++last;", "System.exit(0); return 1;");
    assertThat(prove().complaints())
        .singleElement()
        .asString()
        .startsWith(
            "9.01 solution: does not compile: Ex901Count.java, line 9: this call would end the JVM");
  }

  @Test
  @DisplayName("a variant that ends the JVM behind our back is caught by name too")
  void halt() throws Exception {
    sample.change(
        sample.code("solutions/java"),
        "return ++last;",
        "Runtime runtime = Runtime.getRuntime(); runtime.halt(0); return 1;");
    assertThat(prove().complaints())
        .containsExactly("9.01 solution: The JVM that ran the tests ended in the middle.");
  }

  @Test
  @DisplayName("a solution that fails a test is caught")
  void wrongSolution() throws Exception {
    sample.change(sample.code("solutions/java"), "return ++last;", "return last;");
    assertComplaint("9.01 solution: fails \"the first number is one\": what was done:");
  }

  @Test
  @DisplayName("an alternative that the tests reject is caught")
  void rejectedAlternative() throws Exception {
    sample.change(sample.code("alternatives/9.01-field-first"), "= 1;", "= 2;");
    assertComplaint("9.01 alternative field-first: fails \"the first number is one\"");
  }

  @Test
  @DisplayName("a mistake that the tests accept is caught")
  void acceptedMistake() throws Exception {
    sample.change(sample.code("mistakes/9.01-starts-at-zero"), "last++", "++last");
    assertComplaint("9.01 mistake starts-at-zero: accepted by \"the first number is one\"");
  }

  @Test
  @DisplayName("of a mistake only the tests that name it are run")
  void otherTestsAreNotRun() throws Exception {
    sample.change(
        sample.code("mistakes/9.01-starts-at-zero"),
        "return last++;",
        "var runtime = Runtime.getRuntime(); if (last > 0) runtime.halt(0); return last++;");
    assertThat(prove().complaints()).isEmpty();
  }

  @Test
  @DisplayName("a mistake that no test names is caught")
  void unclaimedMistake() throws Exception {
    sample.change(sample.test(), "@Rejects({\"never-counts\"})", "");
    assertComplaint(
        "9.01 mistake never-counts: no test names it: @Rejects(\"never-counts\") is missing");
  }

  @Test
  @DisplayName("a mistake that fails by an exception and not by the test's assertion is caught")
  void mistakeByException() throws Exception {
    sample.change(
        sample.code("mistakes/9.01-never-counts"),
        "return 1;",
        "throw new IllegalStateException(\"no\");");
    assertComplaint(
        "9.01 mistake never-counts: \"the second number is one more than the first\" rejects it by"
            + " no assertion of its own: Your code threw IllegalStateException: no");
  }

  @Test
  @DisplayName("a mistake whose test tells no more than a bare assertion is caught")
  void bareAssertion() throws Exception {
    sample.change(
        sample.test(),
        "int second = counter.next();",
        "int second = counter.next(); if (second == first) throw new AssertionError(\"no\");");
    assertComplaint(
        "9.01 mistake never-counts: \"the second number is one more than the first\" rejects it"
            + " without the four parts of Feedback: no");
  }

  @Test
  @DisplayName("a test that names a mistake without a folder is caught")
  void missingMistake() throws Exception {
    sample.change(
        sample.test(), "@Rejects(\"starts-at-zero\")", "@Rejects({\"starts-at-zero\", \"x\"})");
    assertComplaint("9.01 has no folder for the mistake x");
  }

  @Test
  @DisplayName("a missing hint is caught")
  void missingHint() throws Exception {
    sample.change(sample.scenario().hints("9.01"), "## Look at", "");
    assertComplaint(
        "9.01 must have the hints [Ask yourself, Look at, Nearly there], in this order, but has"
            + " [Ask yourself, Nearly there]");
  }

  @Test
  @DisplayName("a missing lesson section, checklist item, objective and points are caught")
  void missingDescription() throws Exception {
    sample
        .change(sample.scenario().lesson(), "9.01", "9.02")
        .change(folder.resolve("checklist.md"), "`counting`", "`other`")
        .change(sample.test(), "\"Keep a number \" + \"between calls.\"", "\" \"")
        .change(sample.test(), "points = 10", "points = 0");
    assertThat(prove().complaints())
        .containsExactly(
            "9.01 has no objective",
            "9.01 has no points",
            "9.01 names no item of checklist.md: counting",
            "9.01 has no section in the lesson");
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "TEST | title = \"Count\" | title = \" \" | 9.01 has no title",
        "TEST | minutes = 5 | minutes = 0 | 9.01 has no minutes",
        "TEST | the first number is one | one | 9.01 test one is not named by a sentence",
        "TEST | 9.01 | 9.1 | 9.1 has an id that is not like 3.01",
        "TEST | 9.01 | 9.03 | 9.03 has an id that its file does not have",
        "TEST | 9.01 | 8.01 | 8.01 lies in another scenario",
        "HINTS | The field. | '' | 9.01 has nothing under the hint Look at"
      })
  @DisplayName("what else an exercise lacks is caught")
  void otherRules(String file, String text, String replacement, String complaint) throws Exception {
    Path changed = file.equals("TEST") ? sample.test() : sample.scenario().hints("9.01");
    sample.change(changed, text, replacement);
    assertComplaint(complaint);
  }

  @Test
  @DisplayName(
      "an exercise with a single mistake, or that comes too early in the lesson, is caught")
  void fewMistakesAndOrder() throws Exception {
    sample.withSecond();
    sample.change(sample.scenario().lesson(), "## 9.01 Count", "## 9.02 Count\n\n## 9.01 Count");
    assertComplaint("9.02 comes too early in the lesson");
    assertComplaint("9.02 must have at least two mistakes, but has 0");
  }

  @Test
  @DisplayName("an id used twice is caught")
  void doubleId() throws Exception {
    Path other = sample.test().resolveSibling("Ex902CountTest.java");
    Files.copy(sample.test(), other);
    sample.change(other, "class Ex901CountTest", "class Ex902CountTest");
    assertComplaint("9.01 has an id that another exercise has too");
  }

  @Test
  @DisplayName("one run of many that comes out differently is caught")
  void flake() throws Exception {
    Path runs = Files.createFile(folder.resolve("runs"));
    String failSixthCall =
        """
        int next() {
            try {
              var runs = java.nio.file.Path.of("%s");
              java.nio.file.Files.writeString(runs, "x", java.nio.file.StandardOpenOption.APPEND);
              if (java.nio.file.Files.size(runs) == 6) return 7;
            } catch (java.io.IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
        """
            .formatted(runs.toString().replace("\\", "\\\\"));
    sample.change(sample.code("solutions/java"), "int next() {", failSixthCall);

    assertThat(Proof.of(sample.exercises(), ClassPath.own(), 5).complaints())
        .singleElement()
        .asString()
        .startsWith("9.01 solution: in run 2 of 5: fails");
  }

  private Path starter() {
    return sample.code("exercises/java");
  }

  private void assertComplaint(String start) throws InterruptedException {
    assertThat(prove().complaints())
        .anySatisfy(complaint -> assertThat(complaint).startsWith(start));
  }

  private ProofReport prove() throws InterruptedException {
    return Proof.of(sample.exercises(), ClassPath.own(), 1);
  }
}
