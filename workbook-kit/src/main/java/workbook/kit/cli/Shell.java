package workbook.kit.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks other programs. */
final class Shell {

  private static final int SECONDS = 10;

  private Shell() {}

  /**
   * What a program prints.
   *
   * @return empty if it is not there, fails, or takes too long
   */
  static Optional<String> ask(Path folder, String... command) {
    try {
      File output = Files.createTempFile("workbook", ".txt").toFile();
      try {
        Process process =
            new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(output)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          return Optional.empty();
        }
        return process.exitValue() == 0
            ? Optional.of(Files.readString(output.toPath(), StandardCharsets.UTF_8))
            : Optional.empty();
      } finally {
        Files.deleteIfExists(output.toPath());
      }
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
