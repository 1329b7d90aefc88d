package workbook.kit.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.kit.Sample;
import workbook.kit.catalog.ExerciseInfo;

class OwnLinesTest {

  @TempDir Path folder;
  private Sample sample;
  private ExerciseInfo exercise;

  @BeforeEach
  void copy() {
    sample = Sample.in(folder);
    exercise = sample.exercises().get(0);
  }

  @Test
  @DisplayName("of an untouched starter it is the gap")
  void gap() {
    assertThat(OwnLines.of(exercise).nearest(List.of())).isEqualTo(9);
  }

  @Test
  @DisplayName("a failure in given code leads to the learner's own line that it came through")
  void given() throws Exception {
    write(
        """
        package workbook.sample.exercises;

        /** Counts. */
        final class Ex901Count {

          private int count;

          int next() {
            int more = count + 1;
            return more / count;
          }
        }
        """);
    OwnLines own = OwnLines.of(exercise);
    assertThat(own.nearest(List.of(8, 10))).isEqualTo(10);
    assertThat(own.nearest(List.of(8))).as("the first own line in a method").isEqualTo(9);
    assertThat(own.nearest(List.of())).isEqualTo(9);
  }

  @Test
  @DisplayName("where a failure names no line, a method comes before a constructor and fields")
  void constructor() throws Exception {
    write(
        """
        package workbook.sample.exercises;

        final class Ex901Count {

          private int start;

          Ex901Count(int start) {
            this.start = start;
          }

          static final class Nested {
            private int more;
          }

          int next() {
            return start - 1;
          }
        }
        """);
    assertThat(OwnLines.of(exercise).nearest(List.of())).isEqualTo(16);
  }

  @Test
  @DisplayName("a right line is the learner's own, too, as long as not every variant has it")
  void right() throws Exception {
    write(Files.readString(sample.code("solutions/java")));
    OwnLines own = OwnLines.of(exercise);
    assertThat(own.nearest(List.of(9, 8))).isEqualTo(9);
    assertThat(own.nearest(List.of())).isEqualTo(9);
  }

  private void write(String text) throws Exception {
    Files.writeString(exercise.starter(), text);
  }
}
