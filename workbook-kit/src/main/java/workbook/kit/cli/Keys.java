package workbook.kit.cli;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import workbook.kit.console.Terminal;

/**
 * Single keys from the keyboard, without Enter where {@code stty} can arrange it (not on Windows:
 * there a key needs Enter).
 */
final class Keys implements AutoCloseable {

  private static final File TTY = new File("/dev/tty");

  private final BlockingQueue<Character> pressed = new LinkedBlockingQueue<>();
  private final Thread restore = new Thread(() -> stty("icanon", "echo"));

  private Keys(InputStream in) {
    Thread reader = new Thread(() -> read(in), "keys");
    reader.setDaemon(true);
    reader.start();
  }

  /** Keys from this stream, as they come. */
  static Keys from(InputStream in) {
    return new Keys(in);
  }

  /** Keys from the keyboard. */
  static Keys ofProcess() {
    Keys keys = new Keys(System.in);
    if (Terminal.isScreen() && stty("-icanon", "-echo")) {
      Runtime.getRuntime().addShutdownHook(keys.restore);
    }
    return keys;
  }

  /** The next key, in lower case; empty if none comes in time. */
  Optional<Character> next(long millis) throws InterruptedException {
    return Optional.ofNullable(pressed.poll(millis, TimeUnit.MILLISECONDS))
        .map(Character::toLowerCase);
  }

  @Override
  public void close() {
    if (Terminal.isScreen()) {
      stty("icanon", "echo");
    }
  }

  private void read(InputStream in) {
    try {
      for (int key = in.read(); key >= 0; key = in.read()) {
        if (!Character.isWhitespace(key)) {
          pressed.add((char) key);
        }
      }
    } catch (IOException e) {
      // No more keys; saves still count.
    }
  }

  private static boolean stty(String... settings) {
    try {
      String[] command = new String[settings.length + 1];
      command[0] = "stty";
      System.arraycopy(settings, 0, command, 1, settings.length);
      return TTY.exists()
          && new ProcessBuilder(command)
                  .redirectInput(TTY)
                  .redirectError(ProcessBuilder.Redirect.DISCARD)
                  .start()
                  .waitFor()
              == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
