package workbook.kit.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.kit.Sample;
import workbook.kit.catalog.Catalog;
import workbook.kit.catalog.ExerciseInfo;
import workbook.kit.files.Disk;
import workbook.kit.run.Outcome;
import workbook.kit.run.Reason;
import workbook.kit.run.Recording;

/** Which exercise comes next, in a workbook of two scenarios. */
class ProgressTest {

  private static final Instant CHECKOUT = Instant.parse("2026-01-01T10:00:00Z");

  @TempDir Path folder;
  private Progress progress;
  private ExerciseInfo first;
  private ExerciseInfo second;

  /** The sample's scenario once more, under another number. */
  @BeforeEach
  void copy() throws Exception {
    Sample.in(folder);
    for (Path file : Disk.files(folder.resolve("scenario-9-sample"))) {
      Path copy =
          Path.of(file.toString().replace("scenario-9", "scenario-8").replace("Ex9", "Ex8"));
      String text = Disk.read(file).replace("Ex901", "Ex801").replace("9.01", "8.01");
      Disk.write(copy, text);
    }
    progress = new Progress(Catalog.ofWorkbook(folder));
    first = progress.catalog().find("8.01").orElseThrow();
    second = progress.catalog().find("9.01").orElseThrow();
    changed(first.starter(), 0);
    changed(second.starter(), 1);
  }

  @Test
  @DisplayName(
      "before anything was run it is the first of all, in whatever order files were written")
  void nothingRun() {
    assertThat(progress.next()).contains(first);
  }

  @Test
  @DisplayName("it is the first unsolved one of the scenario that was run last")
  void runLast() throws Exception {
    run(first, Reason.UNSOLVED, 60);
    run(second, Reason.UNSOLVED, 120);
    assertThat(progress.next()).contains(second);
  }

  @Test
  @DisplayName("a file that was saved after the last run counts too")
  void savedLast() throws Exception {
    run(second, Reason.UNSOLVED, 60);
    changed(first.starter(), 120);
    assertThat(progress.next()).contains(first);
  }

  @Test
  @DisplayName("when that scenario is solved, it is the first unsolved one of all")
  void solved() throws Exception {
    run(first, Reason.UNSOLVED, 60);
    run(second, Reason.PASSED, 120);
    assertThat(progress.next()).contains(first);
    run(first, Reason.PASSED, 180);
    assertThat(progress.next()).isEmpty();
  }

  private void run(ExerciseInfo exercise, Reason reason, int second) throws Exception {
    List<Outcome> outcomes =
        exercise.tests().stream()
            .map(test -> new Outcome("T", test.method(), test.name(), reason, "", 1, "", ""))
            .toList();
    progress.write(
        exercise.scenario(), List.of(ExerciseResult.ran(exercise, new Recording(outcomes, ""))));
    changed(exercise.scenario().results().resolve("results.json"), second);
  }

  private static void changed(Path file, int second) throws Exception {
    Files.setLastModifiedTime(file, FileTime.from(CHECKOUT.plusSeconds(second)));
  }
}
