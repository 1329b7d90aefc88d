package workbook.kit.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Names one process for ever: its number alone may come back as another one's.
 *
 * @param pid the process's number
 * @param born when it started, in the system's own words
 */
record ProcessId(long pid, String born) {

  private static final long POLL_MILLIS = 200;

  static ProcessId of(ProcessHandle process) {
    return new ProcessId(process.pid(), bornOf(process));
  }

  /** The inverse of {@link #toString()}; empty if the text is something else. */
  static Optional<ProcessId> parse(String text) {
    String[] parts = String.valueOf(text).split("-", 2);
    return parts.length == 2 && parts[0].matches("\\d{1,18}")
        ? Optional.of(new ProcessId(Long.parseLong(parts[0]), parts[1]))
        : Optional.empty();
  }

  /**
   * The process that a server is started for, and whose end is the server's end: Maven's JVM. From
   * a JVM that Maven has forked for tests it is the nearest ancestor that is a JVM; otherwise (an
   * example run by {@code exec:java}, a test run by an IDE) it is this process itself.
   */
  static ProcessId ofThisRun() {
    ProcessHandle me = ProcessHandle.current();
    return of(Boolean.getBoolean("workbook.fork") ? javaAbove(me).orElse(me) : me);
  }

  private static Optional<ProcessHandle> javaAbove(ProcessHandle process) {
    Optional<ProcessHandle> above = process.parent();
    while (above.isPresent() && !isJava(above.get())) {
      above = above.get().parent();
    }
    return above;
  }

  private static boolean isJava(ProcessHandle process) {
    return process
        .info()
        .command()
        .map(command -> Path.of(command).getFileName().toString())
        .filter(name -> name.equals("java") || name.equals("java.exe"))
        .isPresent();
  }

  boolean isAlive() {
    return handle().isPresent();
  }

  /** Ends the process if it still runs. */
  void destroy() {
    handle().ifPresent(ProcessHandle::destroyForcibly);
  }

  /** Waits until the process has ended. */
  void awaitEnd() throws InterruptedException {
    // Not ProcessHandle.onExit(): for another's child it waits for ever when nobody reaps it.
    while (isAlive()) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  private Optional<ProcessHandle> handle() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> bornOf(process).equals(born));
  }

  /**
   * Linux tells the ticks since boot; Java would turn them into a time of day, which moves when the
   * clock is set. A process that has ended but was not reaped yet counts as ended.
   */
  private static String bornOf(ProcessHandle process) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
      String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return afterName[0].equals("Z") ? "ended" : afterName[19];
    } catch (IOException | IndexOutOfBoundsException e) {
      return process
          .info()
          .startInstant()
          .map(Instant::toEpochMilli)
          .map(String::valueOf)
          .orElse("");
    }
  }

  @Override
  public String toString() {
    return pid + "-" + born;
  }
}
