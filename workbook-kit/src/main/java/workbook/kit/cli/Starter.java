package workbook.kit.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import workbook.kit.catalog.ExerciseInfo;
import workbook.kit.console.Shell;
import workbook.kit.files.Disk;

/** Brings the starter of an exercise back. */
record Starter(Desk desk, ExerciseInfo exercise) {

  private static final String VERSIONS = "200";
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss-SSS");

  /** Writes the starter; what the learner has written is kept aside. */
  void bringBack() {
    Path file = exercise.starter();
    String path = Disk.below(desk.top(), file);
    String starter =
        committed(path)
            .orElseThrow(
                () ->
                    new Refusal(
                        "The starter is looked up in the history of git, and there is none here."
                            + " Get the file %s from a fresh copy of the workbook."
                                .formatted(path)));
    if (Files.exists(file) && !Disk.read(file).equals(starter)) {
      Path kept = Disk.io(() -> Files.createDirectories(desk.kept().resolve("kept")));
      String stamp = LocalDateTime.now(ZoneId.systemDefault()).format(STAMP);
      Path copy = kept.resolve(stamp + "-" + file.getFileName());
      Disk.io(() -> Files.copy(file, copy));
      desk.terminal().line("Your version is kept: " + Disk.below(desk.top(), copy));
    }
    Disk.write(file, starter);
    desk.terminal().line("The starter is back: " + path);
  }

  /**
   * The newest committed version that has all the gaps. A learner commits too, so the last version
   * need not be the starter.
   */
  private Optional<String> committed(String path) {
    return Shell.ask(desk.top(), "git", "log", "--format=%H", "-n", VERSIONS, "--", path).stream()
        .flatMap(String::lines)
        .flatMap(commit -> Shell.ask(desk.top(), "git", "show", commit + ":./" + path).stream())
        .filter(version -> gaps(version) > 0)
        // The first of equals wins, and the newest comes first.
        .reduce((best, older) -> gaps(older) > gaps(best) ? older : best);
  }

  private int gaps(String version) {
    return version.split("Todo\\.solve\\(\\s*\"" + exercise.id() + "\"", -1).length - 1;
  }
}
