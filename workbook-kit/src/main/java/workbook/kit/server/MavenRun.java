package workbook.kit.server;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The processes that servers are started for, and whose end is the servers' end. */
final class MavenRun {

  private static final long POLL_MILLIS = 200;

  private MavenRun() {}

  /**
   * Maven's JVM. From a JVM that Maven has forked for tests it is the nearest ancestor that is a
   * JVM; otherwise (an example run by {@code exec:java}, a test run by an IDE) it is this process
   * itself.
   */
  static ProcessHandle current() {
    ProcessHandle me = ProcessHandle.current();
    return Boolean.getBoolean("workbook.fork") ? javaAbove(me).orElse(me) : me;
  }

  private static Optional<ProcessHandle> javaAbove(ProcessHandle process) {
    return Stream.iterate(
            process.parent(), Optional::isPresent, above -> above.flatMap(ProcessHandle::parent))
        .flatMap(Optional::stream)
        .filter(above -> above.info().command().orElse("").matches(".*\\bjava(\\.exe)?"))
        .findFirst();
  }

  /** Whether a process has not ended; one that nobody has reaped yet has no command any more. */
  static boolean isAlive(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  /** Waits until a process has ended. */
  static void awaitEnd(ProcessHandle process) throws InterruptedException {
    // Not ProcessHandle.onExit(): for another's child it waits for ever when nobody reaps it.
    while (isAlive(process)) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }
}
