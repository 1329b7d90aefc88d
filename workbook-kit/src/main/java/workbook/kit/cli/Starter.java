package workbook.kit.cli;

import java.util.Optional;
import workbook.kit.catalog.ExerciseInfo;
import workbook.kit.console.Shell;
import workbook.kit.files.Disk;

/** Brings the starter of an exercise back. */
record Starter(Desk desk, ExerciseInfo exercise) {

  private static final String VERSIONS = "200";

  /** Writes the starter; what the learner has written is kept aside. */
  void bringBack() {
    String path = Disk.below(desk.top(), exercise.starter());
    String starter =
        committed(path)
            .orElseThrow(
                () ->
                    new Refusal(
                        "The starter is looked up in the history of git, and there is none here."
                            + " Get the file %s from a fresh copy of the workbook."
                                .formatted(path)));
    new KeptVersions(desk).replace(exercise, starter);
    desk.terminal().path("The starter is back: ", path);
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
