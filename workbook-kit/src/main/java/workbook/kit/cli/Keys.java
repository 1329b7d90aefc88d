package workbook.kit.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import workbook.kit.console.Shell;
import workbook.kit.console.Terminal;

/**
 * Single keys from the keyboard, without Enter where {@code stty} can arrange it (not on Windows:
 * there a key needs Enter).
 */
final class Keys {

  private final BlockingQueue<Character> pressed = new LinkedBlockingQueue<>();

  /** Keys from this stream, as they come. */
  Keys(InputStream in) {
    Thread reader = new Thread(() -> read(in), "keys");
    reader.setDaemon(true);
    reader.start();
  }

  /** Keys from the keyboard. */
  static Keys ofProcess() {
    if (Terminal.isScreen()) {
      Shell.stty("-icanon -echo");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> Shell.stty("icanon echo")));
    }
    return new Keys(System.in);
  }

  /** The next key, in lower case; empty if none comes in time. */
  Optional<Character> next(long millis) throws InterruptedException {
    return Optional.ofNullable(pressed.poll(millis, TimeUnit.MILLISECONDS))
        .map(Character::toLowerCase);
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
}
