package workbook.kit.harness;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A thread as the operating system sees it. To Java a thread that was woken looks as if it still
 * waited until it gets a processor, and on a busy machine that takes its time. The system knows at
 * once that it wants one, but only Linux tells; elsewhere Java's word has to do.
 */
final class NativeThread {

  private static final Path CURRENT = Path.of("/proc/thread-self");
  private static final Path ALL = Path.of("/proc/self/task");

  /** Whether this system tells what its threads do. */
  static final boolean TOLD = Files.isReadable(CURRENT.resolve("stat"));

  /** Where the system tells of this thread. */
  private final Path folder;

  private NativeThread(Path folder) {
    this.folder = folder;
  }

  /** The thread that calls this. */
  static NativeThread current() {
    try {
      return new NativeThread(TOLD ? CURRENT.toRealPath() : CURRENT);
    } catch (IOException e) {
      throw new IllegalStateException("The current thread is there", e);
    }
  }

  /** Whether the thread has a processor or wants one; not, if the system does not tell. */
  boolean isRunnable() {
    return TOLD && isRunnable(folder);
  }

  /** Whether all other threads of this JVM, also its own, sleep; not, if nobody can know. */
  static boolean allOthersSleep() {
    if (!TOLD) {
      return false;
    }
    int runnable = 0;
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(ALL)) {
      for (Path thread : threads) {
        runnable += isRunnable(thread) ? 1 : 0;
      }
    } catch (IOException e) {
      return false;
    }
    return runnable == 1; // the one that asks
  }

  private static boolean isRunnable(Path thread) {
    try {
      String status = Files.readString(thread.resolve("stat"));
      // The state follows the name, which is in parentheses and may contain some.
      return status.charAt(status.lastIndexOf(')') + 2) != 'S';
    } catch (IOException e) {
      return false; // it has ended
    }
  }
}
