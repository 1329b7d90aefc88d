package workbook.kit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import workbook.kit.catalog.ExerciseInfo;

/**
 * Notices which exercise was saved, by looking at times and sizes. File events would save little
 * for a few dozen files, and do not come at all on some network and container mounts.
 */
final class Saves {

  private final List<ExerciseInfo> exercises;
  private final Map<Path, String> seen = new HashMap<>();

  Saves(List<ExerciseInfo> exercises) {
    this.exercises = exercises;
    exercises.forEach(exercise -> seen.put(exercise.starter(), stamp(exercise.starter())));
  }

  /** An exercise whose file has changed since the last call. */
  Optional<ExerciseInfo> poll() {
    for (ExerciseInfo exercise : exercises) {
      String now = stamp(exercise.starter());
      if (!now.equals(seen.put(exercise.starter(), now)) && !now.isEmpty()) {
        return Optional.of(exercise);
      }
    }
    return Optional.empty();
  }

  private static String stamp(Path file) {
    try {
      return Files.getLastModifiedTime(file) + " " + Files.size(file);
    } catch (IOException e) {
      // Some editors replace the file; it will be there at the next look.
      return "";
    }
  }
}
