package workbook.kit.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import workbook.kit.catalog.ExerciseInfo;
import workbook.kit.files.Disk;

/** Brings a starter back. */
@Command(
    name = "reset",
    mixinStandardHelpOptions = true,
    description = "Brings the starter of an exercise back; your file is kept aside.")
final class ResetCommand implements Runnable {

  private static final int VERSIONS = 200;

  private final Desk desk;

  @Parameters(paramLabel = "id", description = "For instance 3.01.")
  private String id;

  ResetCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    ExerciseInfo exercise = desk.exercise(id);
    Path file = exercise.starter();
    String starter =
        starter(exercise)
            .orElseThrow(
                () ->
                    new Refusal(
                        "The starter is looked up in the history of git, and there is none here. Get the file "
                            + desk.top().relativize(file)
                            + " from a fresh copy of the workbook."));
    if (Files.exists(file) && !Disk.read(file).equals(starter)) {
      Path kept = new Keepsakes(desk.top()).keep(file);
      desk.terminal().line("Your version is kept: " + desk.top().relativize(kept));
    }
    Disk.write(file, starter);
    desk.terminal().line("The starter is back: " + desk.top().relativize(file));
  }

  /**
   * The newest committed version that has all the gaps. A learner commits too, so the last version
   * need not be the starter.
   */
  private Optional<String> starter(ExerciseInfo exercise) {
    String path = desk.top().relativize(exercise.starter()).toString().replace('\\', '/');
    Stream<String> commits =
        Shell.ask(desk.top(), "git", "log", "--format=%H", "-n", "" + VERSIONS, "--", path).stream()
            .flatMap(String::lines);
    return commits
        .flatMap(commit -> Shell.ask(desk.top(), "git", "show", commit + ":./" + path).stream())
        .filter(version -> gaps(version, exercise) > 0)
        // The first of equals wins, and the newest comes first.
        .reduce((best, older) -> gaps(older, exercise) > gaps(best, exercise) ? older : best);
  }

  private static int gaps(String version, ExerciseInfo exercise) {
    return version.split("Todo\\.solve\\(\\s*\"" + exercise.id() + "\"", -1).length - 1;
  }
}
