package workbook.kit.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.kit.Sample;
import workbook.kit.compile.Compiler;
import workbook.kit.run.ClassPath;

class ExerciseSourcesTest {

  @TempDir Path folder;
  private Sample sample;

  /** A second exercise beside the first. */
  @BeforeEach
  void copy() throws Exception {
    sample = Sample.in(folder);
    for (Path file : new Path[] {sample.code("exercises/java"), sample.test()}) {
      String name = file.getFileName().toString().replace("901", "902");
      Files.writeString(
          file.resolveSibling(name),
          Files.readString(file).replace("Ex901", "Ex902").replace("9.01", "9.02"));
    }
  }

  @Test
  @DisplayName("what compiles is compiled")
  void all() {
    ExerciseSources sources = ExerciseSources.of(sample.scenario());
    assertThat(compile(sources))
        .containsOnlyKeys(
            name("Ex901Count"), name("Ex901CountTest"), name("Ex902Count"), name("Ex902CountTest"));
    assertThat(sources.broken()).isEmpty();
  }

  @Test
  @DisplayName("a file that cannot even be parsed takes only its own exercise away")
  void syntax() {
    sample.change(sample.code("exercises/java"), "int next() {", "int next( {");
    ExerciseSources sources = ExerciseSources.of(sample.scenario());
    assertThat(compile(sources)).containsOnlyKeys(name("Ex902Count"), name("Ex902CountTest"));
    assertThat(sources.broken()).containsOnlyKeys("Ex901");
    assertThat(sources.broken().get("Ex901").get(0).line()).isEqualTo(8);
  }

  @Test
  @DisplayName("errors of different kinds in two files are both found")
  void two() {
    sample
        .change(sample.code("exercises/java"), "int next() {", "int next( {")
        .change(second(), "int next()", "int following()");
    ExerciseSources sources = ExerciseSources.of(sample.scenario());
    assertThat(compile(sources)).isEmpty();
    assertThat(sources.broken()).containsOnlyKeys("Ex901", "Ex902");
    assertThat(sources.broken().get("Ex902").get(0).file()).isEqualTo("Ex902CountTest.java");
  }

  private Path second() {
    return sample.code("exercises/java").resolveSibling("Ex902Count.java");
  }

  private static Map<String, byte[]> compile(ExerciseSources sources) {
    try (Compiler compiler = new Compiler(ClassPath.own())) {
      return sources.compile(compiler);
    }
  }

  private static String name(String simpleName) {
    return "workbook.sample.exercises." + simpleName;
  }
}
