package workbook.kit.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Asks other programs. */
public final class Shell {

  private static final int SECONDS = 10;

  private Shell() {}

  /**
   * What a program prints.
   *
   * @return empty if it is not there, fails, takes too long, or this thread is interrupted
   */
  public static Optional<String> ask(Path folder, String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      CompletableFuture.delayedExecutor(SECONDS, TimeUnit.SECONDS)
          .execute(process::destroyForcibly);
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? Optional.of(printed) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /**
   * Asks the terminal of this process for something, or to do something.
   *
   * @param arguments for {@code stty}
   * @return empty where there is no terminal, and on Windows
   */
  public static Optional<String> stty(String arguments) {
    return ask(Path.of("."), "sh", "-c", "stty " + arguments + " < /dev/tty");
  }
}
