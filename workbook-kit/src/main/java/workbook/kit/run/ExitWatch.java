package workbook.kit.run;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds out who ends the JVM while tests are running. */
final class ExitWatch {

  private ExitWatch() {}

  /**
   * Calls back with a message when the JVM is ended by someone's code. An orderly end, and {@code
   * Runtime.halt}, are not noticed.
   */
  static void install(Consumer<String> callback) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> caller().ifPresent(caller -> callback.accept(message(caller)))));
  }

  private static String message(StackTraceElement caller) {
    return "System.exit was called at line %d of %s. It ends the whole JVM, with every test in it: throw an exception instead."
        .formatted(caller.getLineNumber(), caller.getFileName());
  }

  /** Whoever called exit is waiting for this very hook, so its stack shows where. */
  private static Optional<StackTraceElement> caller() {
    return Thread.getAllStackTraces().values().stream()
        .map(Arrays::asList)
        .filter(ExitWatch::exits)
        .flatMap(List::stream)
        .filter(frame -> frame.getClassName().matches(".*\\.exercises\\.Ex\\d{3}.*"))
        .findFirst();
  }

  private static boolean exits(List<StackTraceElement> stack) {
    return stack.stream().anyMatch(frame -> frame.getClassName().equals("java.lang.Shutdown"));
  }
}
