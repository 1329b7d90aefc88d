package workbook.kit.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import workbook.kit.files.Disk;

/**
 * What the companion remembers of a learner, in {@code .workbook/}: outside {@code target/}, so
 * that {@code mvn clean} leaves it, and outside version control.
 */
final class Keepsakes {

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss-SSS");

  private final Path folder;

  Keepsakes(Path top) {
    folder = top.resolve(".workbook");
  }

  int hintsSeen(String exerciseId) {
    String level = Disk.read(hints(exerciseId));
    return level.matches("\\d") ? Integer.parseInt(level) : 0;
  }

  void hintsSeen(String exerciseId, int level) {
    // A file an exercise: nothing to parse, nothing to lose.
    Disk.write(hints(exerciseId), Integer.toString(level));
  }

  /** Copies a file aside, under a name that no earlier copy has. */
  Path keep(Path file) {
    Path kept = Disk.io(() -> Files.createDirectories(folder.resolve("kept")));
    String stamp = LocalDateTime.now(ZoneId.systemDefault()).format(STAMP);
    return Disk.io(() -> Files.copy(file, kept.resolve(stamp + "-" + file.getFileName())));
  }

  private Path hints(String exerciseId) {
    return folder.resolve("hints").resolve(exerciseId);
  }
}
