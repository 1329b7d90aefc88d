package workbook.pool.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;

/** What the caller of a run may choose, as system properties. */
final class Settings {

  private Settings() {}

  /** How often each cell runs: {@code benchmarks.rounds}. */
  static int rounds(int otherwise) {
    String rounds = System.getProperty("benchmarks.rounds", "");
    return rounds.isBlank() ? otherwise : Integer.parseInt(rounds.strip());
  }

  /**
   * The java command for virtual threads: that of the JDK whose folder {@code benchmarks.jdk}
   * names, or this one if it has them; {@code null} if there is none.
   */
  static String jdkWithVirtualThreads() {
    String home = System.getProperty("benchmarks.jdk", "");
    if (home.isBlank()) {
      return Runtime.version().feature() >= 21 ? java(System.getProperty("java.home")) : null;
    }
    String java = java(home.strip());
    if (!Files.isExecutable(Path.of(java))) {
      throw new IllegalArgumentException("-Dbenchmarks.jdk=" + home + " is not a JDK's folder.");
    }
    return java;
  }

  /**
   * By what warming up and measuring are multiplied: {@code benchmarks.scale}. Less than 1 shows in
   * minutes whether everything runs; its figures are worth nothing.
   */
  static double scale() {
    String scale = System.getProperty("benchmarks.scale", "");
    return scale.isBlank() ? 1 : Double.parseDouble(scale.strip());
  }

  /** Whether the results go to {@code docs/}: {@code benchmarks.publish}. */
  static boolean publish() {
    return Boolean.getBoolean("benchmarks.publish");
  }

  private static String java(String home) {
    return Path.of(home, "bin", "java").toString();
  }
}
