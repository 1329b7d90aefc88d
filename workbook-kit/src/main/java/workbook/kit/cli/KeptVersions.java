package workbook.kit.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import workbook.kit.catalog.ExerciseInfo;
import workbook.kit.files.Disk;

/** What learners have written and then replaced. No version is ever overwritten or deleted. */
record KeptVersions(Desk desk) {

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss-SSS");

  /** Gives an exercise's file another text, and keeps the one that it had. */
  void replace(ExerciseInfo exercise, String text) {
    Path file = exercise.starter();
    if (Files.exists(file) && !Disk.read(file).equals(text)) {
      String stamp = LocalDateTime.now(ZoneId.systemDefault()).format(STAMP);
      Path copy = folder().resolve(stamp + "-" + file.getFileName());
      Disk.io(() -> Files.createDirectories(folder()));
      Disk.io(() -> Files.copy(file, copy));
      desk.terminal().path("Your version is kept: ", path(copy));
      desk.terminal().line("See all that are kept: ./workbook reset --list");
    }
    Disk.write(file, text);
  }

  /** Brings a version back that was kept. */
  void bringBack(ExerciseInfo exercise, Path kept) {
    Path version = desk.top().resolve(kept);
    if (!Files.isRegularFile(version)) {
      throw new Refusal("There is no file " + kept + ". See them with: ./workbook reset --list");
    }
    replace(exercise, Disk.read(version));
    desk.terminal().path("That version is back: ", path(exercise.starter()));
  }

  /** Shows all versions, those of an exercise in the order of their dates. */
  void show() {
    List<Path> kept = Disk.children(folder());
    if (kept.isEmpty()) {
      throw new Refusal("None yet: a reset keeps the version of yours that it replaces.", 0);
    }
    for (ExerciseInfo exercise : desk.catalog().exercises()) {
      kept.stream()
          .filter(file -> file.toString().endsWith("-" + exercise.starter().getFileName()))
          .forEach(file -> desk.terminal().path("  " + exercise.id() + "  ", path(file)));
    }
    desk.terminal().line();
    desk.terminal().line("To bring one back, while the present one is kept as well:");
    desk.terminal().line("  ./workbook reset <id> --to <file>");
  }

  private Path folder() {
    return desk.kept().resolve("kept");
  }

  private String path(Path file) {
    return Disk.below(desk.top(), file);
  }
}
