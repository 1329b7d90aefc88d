package workbook.kit.maven;

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
import workbook.kit.compile.ClassPath;
import workbook.kit.files.Disk;
import workbook.kit.results.ExerciseResult;
import workbook.kit.results.Progress;
import workbook.kit.results.TestResult;

class CompileExercisesTest {

  @TempDir Path folder;
  @TempDir Path classes;
  private Sample sample;

  @BeforeEach
  void copy() {
    sample = Sample.in(folder).withSecond();
  }

  @Test
  @DisplayName("what compiles is compiled")
  void all() {
    assertThat(compiled())
        .containsExactly("Ex901Count", "Ex901CountTest", "Ex902Count", "Ex902CountTest");
    assertThat(failures("9.01")).isEmpty();
    assertThat(failures("9.02")).isEmpty();
  }

  @Test
  @DisplayName("a file that cannot even be parsed takes only its own exercise away")
  void syntax() {
    sample.change(sample.code("exercises/java"), "int next() {", "int next( {");
    assertThat(compiled()).containsExactly("Ex902Count", "Ex902CountTest");
    assertThat(failures("9.01")).hasSize(2).allMatch(test -> test.line() == 8);
    assertThat(failures("9.02")).isEmpty();
  }

  @Test
  @DisplayName("errors of different kinds in two files are both found")
  void two() {
    sample
        .change(sample.code("exercises/java"), "int next() {", "int next( {")
        .change(second(), "int next()", "int following()");
    assertThat(compiled()).isEmpty();
    assertThat(failures("9.01")).hasSize(2);
    assertThat(failures("9.02").get(0).message())
        .contains("no longer fits its tests", "Ex902CountTest.java");
  }

  @Test
  @DisplayName("classes of an exercise that no longer compiles are not left for its tests")
  void noStaleClasses() {
    compiled();
    sample.change(sample.code("exercises/java"), "int next() {", "int next( {");
    assertThat(compiled()).containsExactly("Ex902Count", "Ex902CountTest");
  }

  @Test
  @DisplayName("a starter that is missing is told by its name")
  void missing() throws Exception {
    Files.delete(sample.code("exercises/java"));
    assertThat(compiled()).containsExactly("Ex902Count", "Ex902CountTest");
    assertThat(failures("9.01").get(0).message())
        .contains("the file is missing", "./workbook reset 9.01");
  }

  @Test
  @DisplayName("where there are no exercises, there is nothing to compile")
  void none() throws Exception {
    Files.delete(sample.test());
    Files.delete(sample.test().resolveSibling("Ex902CountTest.java"));
    assertThat(compiled()).isEmpty();
  }

  private Path second() {
    return sample.code("exercises/java").resolveSibling("Ex902Count.java");
  }

  private Stream<String> compiled() {
    CompileExercises.compile(sample.scenario(), ClassPath.own(), classes);
    return Disk.files(classes).stream()
        .map(file -> file.getFileName().toString().replace(".class", ""));
  }

  private List<TestResult> failures(String id) {
    Progress progress = new Progress(Catalog.ofWorkbook(folder));
    ExerciseResult result = progress.result(progress.catalog().find(id).orElseThrow());
    return result.failures();
  }
}
