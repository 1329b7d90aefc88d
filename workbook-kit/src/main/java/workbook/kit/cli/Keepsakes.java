package workbook.kit.cli;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Properties;

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
    return Integer.parseInt(read().getProperty(exerciseId, "0"));
  }

  void hintsSeen(String exerciseId, int level) {
    Properties hints = read();
    hints.setProperty(exerciseId, Integer.toString(level));
    try {
      Files.createDirectories(folder);
      try (Writer writer = Files.newBufferedWriter(hintFile())) {
        hints.store(writer, "hints seen, by exercise");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies a file aside, under a name that no earlier copy has. */
  Path keep(Path file) {
    try {
      Path kept = Files.createDirectories(folder.resolve("kept"));
      String stamp = LocalDateTime.now(ZoneId.systemDefault()).format(STAMP);
      return Files.copy(file, kept.resolve(stamp + "-" + file.getFileName()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Properties read() {
    Properties hints = new Properties();
    if (Files.exists(hintFile())) {
      try (Reader reader = Files.newBufferedReader(hintFile())) {
        hints.load(reader);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return hints;
  }

  private Path hintFile() {
    return folder.resolve("hints.properties");
  }
}
